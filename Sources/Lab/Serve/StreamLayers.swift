import Net
import TLS

/// What a server puts over its TCP connections.
struct StreamLayers: Sendable {
    var tls: TLSServerSettings?
    var hasWebSocket = false

    private static let patienceMs = 10_000

    /// The connection through its layers; nil where the client did not get through them.
    @NetActor
    func put(over connection: any StreamConnection, time: any TimeSource) async -> (any StreamConnection)? {
        let deadline = time.now.adding(milliseconds: Self.patienceMs)
        var stream = connection
        if let tls {
            let accepted = await TLSConnection.accept(over: stream, settings: tls, until: deadline, time: time)
            guard case .connected(let secure) = accepted else { return nil }
            stream = secure
        }
        guard hasWebSocket else { return stream }
        guard case .connected(let socket) = await WebSocketConnection.accept(over: stream, until: deadline, time: time)
        else { return nil }
        return socket
    }
}
