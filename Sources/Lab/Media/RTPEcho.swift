package import Net

/// The media end of an answered call: it sends every datagram back to where it came from, unread.
///
/// Under SRTP the caller can read its own packets again if the answer's key is the offer's.
@NetActor
package final class RTPEcho: LabServer {
    package enum Behavior: Sendable, Hashable {
        case echoes
        /// Takes everything and sends nothing.
        case silent
        /// Sends from this port of the same address, and not from the one that the SDP names; 0 takes a free one.
        case fromPort(UInt16)
        /// Sends nothing until so long after the first datagram.
        case after(milliseconds: Int)
    }

    /// Where media is to be sent, for the SDP.
    package private(set) var endpoint: Endpoint
    /// Datagrams that came in.
    package private(set) var received = 0
    private let behavior: Behavior
    private let scope: ServerScope
    private var began: Instant?

    private init(_ endpoint: Endpoint, _ behavior: Behavior, _ network: any Network) {
        self.endpoint = endpoint
        self.behavior = behavior
        scope = ServerScope(network)
    }

    /// - Parameter local: with port 0 a free one is taken; `endpoint` says which.
    package static func start(
        at local: Endpoint, _ behavior: Behavior = .echoes, on network: any Network
    ) throws(LabProblem) -> RTPEcho {
        let echo = RTPEcho(local, behavior, network)
        var other: (any DatagramSocket)?
        if case .fromPort(let port) = behavior {
            other = try echo.scope.receive(at: Endpoint(local.address, port: port, scope: local.scope)) { _, _ in }
        }
        do {
            let socket = try echo.scope.receive(at: local) { [weak echo, other] datagram, socket in
                await echo?.take(datagram, answering: other ?? socket)
            }
            echo.endpoint.port = socket.local.port
            return echo
        } catch {
            echo.stop()
            throw error
        }
    }

    package func stop() {
        scope.close()
    }

    private func take(_ datagram: Datagram, answering socket: any DatagramSocket) async {
        received += 1
        let start = began ?? datagram.at
        began = start
        switch behavior {
        case .silent: return
        case .after(let wait) where datagram.at < start.adding(milliseconds: wait): return
        case .echoes, .fromPort, .after: _ = await socket.send(datagram.bytes, to: datagram.from)
        }
    }
}
