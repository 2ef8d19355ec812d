import Net
import TestSupport

/// A network of which only the clock and what is sent are real: the test says what becomes of each datagram.
@NetActor
final class FakeNetwork: Network {
    nonisolated let clock = VirtualTime()
    nonisolated var time: any TimeSource { clock }

    struct Sent {
        var ms: Int
        var bytes: [UInt8]
        var local: Endpoint
        var remote: Endpoint
        /// Nil: the system's.
        var hopLimit: UInt8?
        var mayFragment = false
    }

    /// What comes back, and how long after the datagram was sent.
    enum Reaction {
        case datagram([UInt8], from: Endpoint, afterMs: Int)
        case icmp(ICMPError, afterMs: Int)
    }

    static let host = IPAddress.v4(0xC000_0207)

    private(set) var sent: [Sent] = []
    private(set) var sockets: [FakeSocket] = []
    private(set) var connections: [(remote: Endpoint, source: Endpoint?)] = []
    var react: @NetActor (Sent) -> [Reaction] = { _ in [] }
    var refuse: @NetActor (Endpoint) -> LocalError? = { _ in nil }
    /// How long the next datagram waits for room in the kernel's buffers.
    var stallMs = 0
    /// Why a socket cannot be opened there.
    var bind: @NetActor (Endpoint) -> LocalError? = { _ in nil }
    var connect: @NetActor (Endpoint, Endpoint?) -> ConnectResult? = { _, _ in nil }
    /// The same for a connection whose packets have a hop limit of their own.
    var connectAtHop: @NetActor (Endpoint, UInt8) -> ConnectResult? = { _, _ in nil }
    /// Connections with a hop limit of their own: when, where to, and the limit.
    private(set) var limited: [(ms: Int, remote: Endpoint, hopLimit: UInt8)] = []
    var pathMTU: Int? = 1500
    var route: @NetActor (Endpoint) -> Result<IPAddress, LocalError> = { _ in .success(host) }

    /// When something was sent, in milliseconds from the start.
    var times: [Int] { sent.map(\.ms) }
    private var ms: Int { Int(clock.now.nanoseconds / 1_000_000) }
    var openSockets: Int { sockets.count { !$0.isClosed } }

    func openDatagramSocket(at local: Endpoint) -> Result<any DatagramSocket, LocalError> {
        if let error = bind(local) { return .failure(error) }
        let port = local.port == 0 ? 40_000 + UInt16(sockets.count) : local.port
        let socket = FakeSocket(Endpoint(local.address, port: port), self)
        sockets.append(socket)
        return .success(socket)
    }

    func connect(
        to remote: Endpoint, from source: Endpoint?, hopLimit: UInt8?, until deadline: Instant
    ) async -> ConnectResult {
        if let hopLimit {
            limited.append((ms, remote, hopLimit))
            if let result = connectAtHop(remote, hopLimit) { return result }
            await time.sleep(until: deadline)
            return .timedOut(synsSent: 1)
        }
        connections.append((remote, source))
        if let result = connect(remote, source) { return result }
        await time.sleep(until: deadline)
        return .timedOut(synsSent: 3)
    }

    func listen(at local: Endpoint, backlog: Int) -> Result<any StreamListener, LocalError> {
        .failure(LocalError(.other, call: "listen"))
    }

    func sourceAddress(toward remote: Endpoint) -> Result<IPAddress, LocalError> { route(remote) }

    func pathMTU(toward remote: Endpoint) -> Int? { pathMTU }

    func interfaces() -> Result<[NetworkInterface], LocalError> {
        .success([NetworkInterface(name: "eth0", address: Self.host, isUp: true, isLoopback: false)])
    }

    /// A datagram that answers nothing.
    func deliver(_ bytes: [UInt8], from source: Endpoint, to port: UInt16) {
        for socket in sockets where socket.local.port == port && !socket.isClosed {
            socket.deliver(afterMs: 0) { .datagram(Datagram(bytes: bytes, from: source, at: $0)) }
        }
    }

    fileprivate func take(
        _ bytes: [UInt8], from socket: FakeSocket, to remote: Endpoint, hopLimit: UInt8?
    ) -> SendResult {
        if let error = refuse(remote) { return .failed(error) }
        let datagram = Sent(
            ms: ms, bytes: bytes, local: socket.local, remote: remote, hopLimit: hopLimit,
            mayFragment: socket.mayFragment)
        sent.append(datagram)
        for reaction in react(datagram) {
            switch reaction {
            case .datagram(let bytes, let source, let ms):
                socket.deliver(afterMs: ms) { .datagram(Datagram(bytes: bytes, from: source, at: $0)) }
            case .icmp(let error, let ms): socket.deliver(afterMs: ms) { _ in .icmp(error) }
            }
        }
        return .sent
    }
}

@NetActor
final class FakeSocket: DatagramSocket {
    let local: Endpoint
    private(set) var isClosed = false
    private(set) var mayFragment = false
    private let network: FakeNetwork
    private let events: Mailbox<DatagramEvent>

    init(_ local: Endpoint, _ network: FakeNetwork) {
        self.local = local
        self.network = network
        events = Mailbox(capacity: 10_000, time: network.time)
    }

    func send(_ bytes: [UInt8], to remote: Endpoint, hopLimit: UInt8?) async -> SendResult {
        let stall = network.stallMs
        network.stallMs = 0
        if stall > 0 { await network.time.sleep(until: network.time.now.adding(milliseconds: stall)) }
        return isClosed
            ? .failed(LocalError(.closed, call: "sendto"))
            : network.take(bytes, from: self, to: remote, hopLimit: hopLimit)
    }

    func receive(until deadline: Instant) async -> DatagramEvent? { await events.receive(until: deadline) }

    func allowFragments() { mayFragment = true }

    func close() {
        isClosed = true
        events.close()
    }

    fileprivate func deliver(afterMs ms: Int, _ event: @escaping @NetActor (Instant) -> DatagramEvent) {
        let due = network.time.now.adding(milliseconds: ms)
        _ = network.time.schedule(at: due) { [events] in events.deliver(event(due)) }
    }
}
