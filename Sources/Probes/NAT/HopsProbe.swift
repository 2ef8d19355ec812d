import DNS
import Diagnosis
import Net
import STUN

/// Which networks lie between this host and the Internet: packets that expire at the first routers tell their addresses
/// (`network.md` 1.5). It waits for the mapping first: without a NAT, no packet is sent.
enum HopsProbe: Probe {
    static let definition = TestDefinition(
        "nat.hops", "Asks the first routers on the way to the STUN server for their addresses: is there a second NAT?",
        outcomes: [
            .init("carrier_grade", "behind the first router lies the carriers' shared range (RFC 6598)", status: .warn),
            .init("private", "behind the first router lies another private network (RFC 1918)", status: .pass),
            .init("public", "behind the first router lies the Internet", status: .pass),
            .init("silent", "the routers do not say", .absence, status: .skip),
            .init("not_needed", "there is no NAT", .notMeasured, status: .skip),
            .init("not_configured", "no STUN server was named (--stun)", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("hops", .list, "the routers that answered, in order", setWhen: told + ["silent"]),
            .init("remote", .text, "what the packets were sent towards", setWhen: told + ["silent"]),
            .init("second", .text, "the first router behind the first, and where it stands", setWhen: told),
        ])

    private static let told = ["carrier_grade", "private", "public"]
    private static let maximumHops = 5
    /// After the last packet, milliseconds: what answers does so at once, being near.
    private static let patienceMs = 400

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard !context.settings.stunServers.isEmpty else {
            return Measurement("not_configured", "Routers: no STUN server named (--stun)")
        }
        let mapping = await context.run(TestRequest(test: "nat.mapping"))
        let hasNAT = ["one_server", "endpoint_independent", "symmetric", "several_addresses"].contains(mapping.outcome)
        guard hasNAT, let server = await STUNServers(of: context).servers.first?.endpoint else {
            return Measurement("not_needed", "Routers: not asked, no NAT was seen")
        }
        guard !context.hasEnded, case .success(let path) = DatagramPath.open(server, .options, in: context) else {
            return Measurement("skipped", "Routers: not asked")
        }
        defer { path.close() }
        return measurement(of: await routers(on: path, in: context), toward: server)
    }

    /// The router at each hop that answered, until the Internet begins.
    @NetActor
    private static func routers(on path: DatagramPath, in context: ProbeContext) async -> [Int: IPAddress] {
        var routers: [Int: IPAddress] = [:]
        let pace = context.pathPace
        pace.enter()
        defer { pace.leave() }
        for hops in 1...maximumHops {
            let free = pace.next(after: nil) ?? context.network.time.now
            if free > context.network.time.now { await note(on: path, until: free, &routers) }
            let isOutside = routers.values.contains { AddressRange(of: $0.bytes) == .global }
            guard !isOutside, !context.hasEnded, !Task.isCancelled else { break }
            pace.take(at: context.network.time.now)
            guard await path.send(PathPacket(series: .plain, hops: hops)) == nil else { break }
        }
        let end = min(context.network.time.now.adding(milliseconds: patienceMs), context.deadline)
        await note(on: path, until: end, &routers)
        return routers
    }

    @NetActor
    private static func note(on path: DatagramPath, until end: Instant, _ routers: inout [Int: IPAddress]) async {
        while let news = await path.next(until: end) {
            if case .reply(let packet, .expired(let router)) = news { routers[packet.hops] = router }
        }
    }

    private static func measurement(of routers: [Int: IPAddress], toward server: Endpoint) -> Measurement {
        let hops = routers.sorted { $0.key < $1.key }.map { (number: $0.key, router: $0.value) }
        let words = hops.map { "\($0.number) \($0.router) (\(AddressRange(of: $0.router.bytes).words))" }
        var facts: [String: Value] = ["hops": .list(words), "remote": .text("\(server)")]
        // The carrier's network may show at any hop; a private address at the second.
        let behind = hops.filter { $0.number > 1 }
        let carrier = behind.first { AddressRange(of: $0.router.bytes) == .carrierGrade }
        guard let second = carrier ?? behind.first else {
            return Measurement("silent", "Routers: those behind the first do not answer", facts)
        }
        let range = AddressRange(of: second.router.bytes)
        facts["second"] = .text("\(second.router) (hop \(second.number))")
        switch range {
        case .carrierGrade:
            return Measurement("carrier_grade", "Routers: \(second.router) is of the carriers' shared range", facts)
        case .privateUse, .linkLocal, .loopback, .unspecified:
            let hint = "a private network behind the first router: a second NAT, or another network of one's own"
            return Measurement("private", "Routers: \(second.router), \(hint)", facts)
        case .global:
            return Measurement("public", "Routers: behind the first begins the Internet (\(second.router))", facts)
        }
    }
}

extension AddressRange {
    fileprivate var words: String {
        switch self {
        case .carrierGrade: "carriers' shared range"
        case .privateUse: "private"
        case .linkLocal: "link-local"
        case .loopback: "loopback"
        case .unspecified: "no address"
        case .global: "public"
        }
    }
}
