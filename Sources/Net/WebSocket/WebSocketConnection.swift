import TLS

/// A WebSocket that carries SIP, over TCP or TLS: each message of the peer's is one event.
package typealias WebSocketConnection = LayeredConnection<WebSocketMachine>

/// How an attempt to open a WebSocket ended.
package enum WebSocketOpenResult: Sendable {
    case connected(WebSocketConnection)
    /// The stream below is closed.
    case failed(WebSocketFailure)
    /// This host's own kernel gave up.
    case local(LocalError)
}

extension LayeredConnection where Layer == WebSocketMachine {
    /// Makes the client's handshake. No answer until the deadline is the failure `silent`.
    /// - Parameter host: Host, and port where it is not the scheme's own, as HTTP writes them.
    package static func open(
        over below: any StreamConnection, host: String, path: String, until deadline: Instant, time: any TimeSource
    ) async -> WebSocketOpenResult {
        guard let key = try? randomBytes(16).base64 else {
            below.close()
            return .failed(.noRandomness)
        }
        let machine = WebSocketMachine(.client(authority: host, path: path, key: key), makeMask: Self.mask)
        return await open(machine, over: below, until: deadline, time: time)
    }

    /// Makes the server's handshake.
    package static func accept(
        over below: any StreamConnection, until deadline: Instant, time: any TimeSource
    ) async -> WebSocketOpenResult {
        await open(WebSocketMachine(.server, makeMask: Self.mask), over: below, until: deadline, time: time)
    }

    private static func open(
        _ machine: WebSocketMachine, over below: any StreamConnection, until deadline: Instant, time: any TimeSource
    ) async -> WebSocketOpenResult {
        let connection = WebSocketConnection(machine, over: below, time: time)
        let result: WebSocketOpenResult
        switch await connection.open(until: deadline) {
        case .established: return .connected(connection)
        case .failed(let failure): result = .failed(failure)
        case .timedOut: result = .failed(.silent)
        case .local(let error): result = .local(error)
        }
        below.close()
        return result
    }

    /// Why the connection broke after the handshake, where WebSocket says so.
    package var fault: WebSocketFailure? { failure }

    private static nonisolated func mask() -> [UInt8] {
        (try? randomBytes(4)) ?? [0, 0, 0, 0]
    }
}
