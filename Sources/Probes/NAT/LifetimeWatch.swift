import DNS
import Net
import SIP
import STUN

/// How to see whether a mapping still stands.
enum LifetimeMethod: String, CaseIterable, Sendable {
    /// A STUN server sends to the mapping without having been asked through it (RFC 5780 §4.6).
    case responsePort = "response_port"
    /// A STUN server sees another mapping of the same socket.
    case mappingChange = "mapping_change"
    /// A SIP server does (Via rport).
    case rportChange = "rport_change"
}

/// Mappings that wait to be looked at.
@NetActor
protocol LifetimeWatching: AnyObject, Sendable {
    nonisolated var method: LifetimeMethod { get }
    nonisolated var server: Endpoint { get }
    /// A lost mapping looks otherwise than one that stands.
    var canTell: Bool { get }
    /// Makes the mapping that will be looked at then; false where that fails.
    func make(for moment: Int) async -> Bool
    func look(at moment: Int) async -> LifetimePlan.Look
    func close()
}

@NetActor
enum LifetimeWatch {
    /// The surest method that works here; nil where no server answers.
    static func choose(in context: ProbeContext) async -> (any LifetimeWatching)? {
        let servers = await STUNServers(of: context).servers.map(\.endpoint)
        let asked = servers.map { ResponsePortWatch($0, in: context) }
        if let watch = await first(of: asked, where: { await $0.works() }) { return watch }
        let compared = servers.map { server in
            MappingWatch(.mappingChange, server, in: context) { socket in
                await context.exchange(with: server, on: socket).run().mapped.flatMap { Endpoint($0) }
            }
        }
        if let watch = await first(of: compared, where: { await $0.works() }) { return watch }
        return await bySIP(in: context)
    }

    /// All are tried at once; the others are closed.
    private static func first<Watch: LifetimeWatching>(
        of watches: [Watch], where works: @escaping @Sendable @NetActor (Watch) async -> Bool
    ) async -> Watch? {
        let results = await concurrently(watches, works)
        let index = results.firstIndex(of: true)
        for (position, watch) in watches.enumerated() where position != index { watch.close() }
        return index.map { watches[$0] }
    }

    private static func bySIP(in context: ProbeContext) async -> (any LifetimeWatching)? {
        guard let target = await context.firstRoutable(), target.transport == .udp, let server = target.endpoint,
            let uri = context.target?.uri
        else { return nil }
        let request = ALGRequest(
            uri: RequestIdentity.requestURI(uri), transport: .udp, user: context.settings.from?.user)
        let watch = MappingWatch(.rportChange, server, in: context) { socket in
            guard case .success(let local) = context.sockets.source(of: socket, toward: server),
                let options = request.build(naming: local.address.host, port: local.port)
            else { return nil }
            let channel = DatagramChannel(socket: socket, local: local, remote: server)
            defer { channel.close() }
            let answer = await EchoRun(channel, in: context).ask([options])[0]
            let echo = answer.map { ALGEcho(of: options, in: $0) }
            guard let address = echo?.received, let port = echo?.rport.flatMap({ UInt16(exactly: $0) }) else {
                return nil
            }
            return Endpoint(address, port: port)
        }
        if await watch.works() { return watch }
        watch.close()
        return nil
    }
}

/// Looks by asking again from the very socket: a lost mapping is made anew, and is another one where the NAT does not keep
/// ports.
@NetActor
final class MappingWatch: LifetimeWatching {
    nonisolated let method: LifetimeMethod
    nonisolated let server: Endpoint
    private let context: ProbeContext
    private let ask: @NetActor (SharedSocket) async -> Endpoint?
    private var made: [Int: (socket: SharedSocket, mapped: Endpoint)] = [:]

    init(
        _ method: LifetimeMethod, _ server: Endpoint, in context: ProbeContext,
        _ ask: @escaping @NetActor (SharedSocket) async -> Endpoint?
    ) {
        self.method = method
        self.server = server
        self.context = context
        self.ask = ask
    }

    /// The server answers.
    func works() async -> Bool { await make(for: 0) }

    var canTell: Bool { made.values.allSatisfy { $0.mapped.port != $0.socket.socket.local.port } }

    func make(for moment: Int) async -> Bool {
        guard case .success(let socket) = context.openSocket(toward: server) else { return false }
        guard let mapped = await ask(socket) else {
            socket.close()
            return false
        }
        made[moment] = (socket, mapped)
        return true
    }

    func look(at moment: Int) async -> LifetimePlan.Look {
        guard let (socket, mapped) = made[moment], let seen = await ask(socket) else { return .unknown }
        return seen == mapped ? .alive : .lost
    }

    func close() {
        for (socket, _) in made.values { socket.close() }
    }
}

/// Looks by having the server send to the mapping, asked from another socket: exact with every NAT.
@NetActor
final class ResponsePortWatch: LifetimeWatching {
    nonisolated let method = LifetimeMethod.responsePort
    nonisolated let server: Endpoint
    private let context: ProbeContext
    private var asker: SharedSocket?
    private var made: [Int: (socket: SharedSocket, mapped: TransportAddress)] = [:]

    init(_ server: Endpoint, in context: ProbeContext) {
        self.server = server
        self.context = context
    }

    let canTell = true

    /// The server sends where it is asked to, through a mapping that is just made.
    func works() async -> Bool {
        guard case .success(let socket) = context.openSocket(toward: server) else { return false }
        asker = socket
        guard await make(for: 0) else { return false }
        return await look(at: 0) == .alive
    }

    func make(for moment: Int) async -> Bool {
        guard case .success(let socket) = context.openSocket(toward: server) else { return false }
        guard let mapped = await context.exchange(with: server, on: socket).run().mapped else {
            socket.close()
            return false
        }
        made[moment] = (socket, mapped)
        return true
    }

    func look(at moment: Int) async -> LifetimePlan.Look {
        guard let asker, let (socket, mapped) = made[moment] else { return .unknown }
        let crossing = Crossing(sender: asker, receiver: socket, time: context.network.time)
        let arrives = await crossing.arrives(at: server) { id in
            var builder = STUNMessageBuilder(.request, transactionID: id)
            builder.addResponsePort(mapped.port)
            builder.addFingerprint()
            return builder.bytes
        }
        if arrives { return .alive }
        // Silence counts while the server answers.
        return await context.exchange(with: server, on: asker).run().mapped == nil ? .unknown : .lost
    }

    func close() {
        asker?.close()
        for (socket, _) in made.values { socket.close() }
    }
}
