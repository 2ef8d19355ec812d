import Net
import Testing

/// The address families of the shared transport suite.
enum Family: String, CaseIterable, CustomTestStringConvertible {
    case v4
    case v6

    var loopback: IPAddress { self == .v4 ? .loopbackIPv4 : .loopbackIPv6 }

    var testDescription: String { rawValue }
}

let network = SystemNetwork()

/// Far enough for anything on loopback, however busy the machine.
var patience: Instant { network.time.now.adding(milliseconds: 20_000) }

func soon(_ milliseconds: Int) -> Instant { network.time.now.adding(milliseconds: milliseconds) }

func openSocket(_ address: IPAddress, port: UInt16 = 0) async throws -> any DatagramSocket {
    try await network.openDatagramSocket(at: Endpoint(address, port: port)).get()
}

func listen(_ address: IPAddress, backlog: Int = 128) async throws -> any StreamListener {
    try await network.listen(at: Endpoint(address, port: 0), backlog: backlog).get()
}

extension ConnectResult {
    var connection: (any StreamConnection)? {
        if case .connected(let connection) = self { connection } else { nil }
    }
}

extension AcceptResult {
    var connection: (any StreamConnection)? {
        if case .accepted(let connection) = self { connection } else { nil }
    }
}

extension DatagramEvent {
    var datagram: Datagram? {
        if case .datagram(let datagram) = self { datagram } else { nil }
    }

    var icmp: ICMPError? {
        if case .icmp(let error) = self { error } else { nil }
    }
}

/// Both ends of a TCP connection on loopback.
func connectedPair(_ family: Family) async throws -> (client: any StreamConnection, server: any StreamConnection) {
    try await connectedPair(family.loopback)
}

func connectedPair(_ address: IPAddress) async throws -> (client: any StreamConnection, server: any StreamConnection) {
    let listener = try await listen(address)
    let result = await network.connect(to: listener.local, from: nil, until: patience)
    let client = try #require(result.connection)
    let server = try #require(await listener.accept(until: patience).connection)
    await listener.close()
    return (client, server)
}

/// A port at which nobody listens: privileged, so that no socket of another test gets it by chance.
func closedPort(_ family: Family) -> Endpoint { Endpoint(family.loopback, port: 1) }

/// A port to bind to, out of the range from which the kernel takes its own.
func freePort(_ family: Family) -> Endpoint { Endpoint(family.loopback, port: .random(in: 10_000..<30_000)) }
