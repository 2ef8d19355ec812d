import Net
import Testing

/// The client's end: one UDP socket, or a connection, toward a server of a lab.
@NetActor
struct Client {
    static let network = SystemNetwork()
    let socket: any DatagramSocket

    /// - Parameter address: where to send from.
    init(_ address: IPAddress = .loopbackIPv4) throws {
        socket = try Self.network.openDatagramSocket(at: Endpoint(address, port: 0)).get()
    }

    var local: Endpoint { socket.local }

    /// Far enough away never to be reached when all is well.
    static var patience: Instant { network.time.now.adding(milliseconds: 10_000) }

    func send(_ bytes: [UInt8], to remote: Endpoint) async {
        #expect(await socket.send(bytes, to: remote) == .sent)
    }

    /// The next datagram.
    func receive() async throws -> Datagram {
        guard case .datagram(let datagram) = try #require(await socket.receive(until: Self.patience)) else {
            throw UnexpectedICMP()
        }
        return datagram
    }

    /// The ICMP error that answers a datagram to a closed port.
    func receiveICMP() async throws -> ICMPError {
        guard case .icmp(let error) = try #require(await socket.receive(until: Self.patience)) else {
            throw UnexpectedDatagram()
        }
        return error
    }

    /// Sends, and takes the next datagram.
    func exchange(_ bytes: [UInt8], with remote: Endpoint) async throws -> Datagram {
        await send(bytes, to: remote)
        return try await receive()
    }

    struct UnexpectedICMP: Error {}
    struct UnexpectedDatagram: Error {}

    /// What a connection brings until the server closes it.
    static func talk(_ bytes: [UInt8], to remote: Endpoint, atMost limit: Int = .max) async throws -> [UInt8] {
        let connection = try await connect(to: remote)
        defer { connection.close() }
        #expect(await connection.send(bytes, until: patience) == .sent)
        var received: [UInt8] = []
        while received.count < limit, case .bytes(let more) = await connection.receive(until: patience) {
            received += more
        }
        return received
    }

    static func connect(to remote: Endpoint) async throws -> any StreamConnection {
        guard case .connected(let connection) = await network.connect(to: remote, from: nil, until: patience) else {
            throw NotConnected()
        }
        return connection
    }

    struct NotConnected: Error {}
}
