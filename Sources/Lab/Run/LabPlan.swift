import Net

/// What a lab sets up, as data: the servers, and how `sipdiag why` is to be called to meet them.
struct LabPlan: Sendable {
    /// Whom to probe, as on the command line.
    var target: String
    var sip: [SIPServer.Plan] = []
    var calls: [CallServer.Plan] = []
    var names: NameServer.Plan?
    /// The zone's own name servers, where the lab has some beside its resolver.
    var authorities: [NameServer.Plan] = []
    var stun: [STUNServer.Plan] = []
    var pages: [StatusPageServer.Plan] = []
    /// For `--transport`.
    var transport: String?
    /// For `--from`.
    var from: String?
    /// For `--auth-user`, and the password that is never an argument.
    var login: LabLogin?
    /// For `--ring`.
    var ring: String?
    /// For `--srtp`.
    var srtp: String?
    /// For `--timeout`; set where something stays silent, so that nobody waits for long.
    var timeout: String?

    init(target: String) {
        self.target = target
    }

    /// The name of every lab's zone.
    static let domain = "lab.sipdiag.test"
    static let sipPort: UInt16 = 5060
    static let sipsPort: UInt16 = 5061
    static let dnsPort: UInt16 = 5300
    static let stunPort: UInt16 = 3478
    static let statusPort: UInt16 = 8060
}

extension LabPlan {
    /// A server of its proves itself to its clients.
    var hasTLS: Bool {
        sip.contains { $0.tls != nil } || calls.contains { $0.tls != nil } || pages.contains { $0.tls != nil }
    }

    /// One SIP server on the block's first address, called by that address.
    static func server(
        _ block: AddressBlock, udp: SIPBehavior, tcp: SIPBehavior, user: String? = nil
    ) -> LabPlan {
        let endpoint = block.endpoint(1, port: sipPort)
        var plan = LabPlan(target: user.map { "sip:\($0)@\(endpoint.address)" } ?? "\(endpoint.address)")
        plan.sip = [SIPServer.Plan(endpoint, udp: udp, tcp: tcp)]
        return plan
    }

    /// A healthy SIP server on the block's first address, called by that address.
    static func healthy(_ block: AddressBlock) -> LabPlan {
        server(block, udp: .healthy, tcp: .healthy)
    }

    /// A name server on the block's address 53; what else there is, the caller adds.
    static func domain(
        _ block: AddressBlock, _ records: [Zone.Record], _ behavior: NameServer.Behavior = .answers
    ) -> LabPlan {
        var plan = LabPlan(target: domain)
        plan.names = NameServer.Plan(
            endpoint: block.endpoint(53, port: dnsPort), zone: Zone(domain, records), behavior: behavior)
        return plan
    }

    /// The plan with one more healthy SIP server.
    func serving(at endpoint: Endpoint) -> LabPlan {
        var plan = self
        plan.sip.append(SIPServer.Plan(endpoint, udp: .healthy, tcp: .healthy))
        return plan
    }

    func over(_ transport: String) -> LabPlan {
        var plan = self
        plan.transport = transport
        return plan
    }

    /// The plan of a fault that shows as silence, for which nobody wants to wait long.
    func impatient() -> LabPlan {
        var plan = self
        plan.timeout = "1s"
        return plan
    }
}
