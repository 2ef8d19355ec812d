package import TLS

/// TLS over a byte stream. Whether the peer can be trusted is in the facts; nothing is refused.
package typealias TLSConnection = LayeredConnection<TLSMachine>

/// How an attempt to speak TLS ended.
package enum TLSOpenResult: Sendable {
    case connected(TLSConnection)
    /// With what was seen before. The stream below is closed.
    case failed(TLSFailure, TLSFacts)
    /// This host's own kernel gave up.
    case local(LocalError)
}

extension LayeredConnection where Layer == TLSMachine {
    /// Makes the client's handshake. No answer until the deadline is the fault `silent`.
    package static func open(
        over below: any StreamConnection, settings: TLSSettings, until deadline: Instant, time: any TimeSource
    ) async -> TLSOpenResult {
        await open(over: below, until: deadline, time: time) { () throws(OpenSSLError) in
            try TLSMachine(client: settings)
        }
    }

    /// Makes the server's handshake.
    package static func accept(
        over below: any StreamConnection, settings: TLSServerSettings, until deadline: Instant, time: any TimeSource
    ) async -> TLSOpenResult {
        await open(over: below, until: deadline, time: time) { () throws(OpenSSLError) in
            try TLSMachine(server: settings)
        }
    }

    /// What is known by now: the alert of a server that lacks a client certificate comes after the handshake.
    package var facts: TLSFacts { layer.facts }

    /// Why the connection broke after the handshake, where TLS says so.
    package var fault: TLSFailure? { failure }

    private static func open(
        over below: any StreamConnection, until deadline: Instant, time: any TimeSource,
        _ makeMachine: () throws(OpenSSLError) -> TLSMachine
    ) async -> TLSOpenResult {
        let connection: TLSConnection
        do throws(OpenSSLError) {
            connection = TLSConnection(try makeMachine(), over: below, time: time)
        } catch {
            below.close()
            return .failed(TLSFailure(.other, words: "\(error)"), TLSFacts())
        }
        let result: TLSOpenResult
        switch await connection.open(until: deadline) {
        case .established: return .connected(connection)
        case .failed(let failure): result = .failed(failure, connection.facts)
        case .timedOut: result = .failed(TLSFailure(.silent, words: "no answer"), connection.facts)
        case .local(let error): result = .local(error)
        }
        below.close()
        return result
    }
}
