import DNS
import Net

@testable import Lab

extension FakeNetwork {
    /// A name server of a fake network: several zones, of which the nearest answers.
    struct Names {
        var zones: [Zone]
        var behavior = NameServer.Behavior.answers
        var isAuthority = true

        func reply(to query: [UInt8]) -> [UInt8]? {
            guard let asked = try? DNSCodec.decode(query).question?.name else { return nil }
            let zone = zones.filter { asked.isWithin($0.origin) }.max { $0.origin.wire.count < $1.origin.wire.count }
            let endpoint = Endpoint(.v4(0), port: 53)
            guard let zone else { return refusal(query) }
            var plan = NameServer.Plan(endpoint: endpoint, zone: zone, behavior: behavior)
            plan.isAuthority = isAuthority
            return NameReply(plan).bytes(to: query, overTCP: false)
        }

        private func refusal(_ query: [UInt8]) -> [UInt8]? {
            guard let query = try? DNSCodec.decode(query) else { return nil }
            return try? DNSCodec.encode(query.response(.refused))
        }
    }

    /// Name servers at these addresses, port 53, and SIP servers that answer 200 at those; the rest is silence.
    /// - Parameter nearby: The first router answers for all of them.
    func serve(_ names: [String: Names], sip: Set<String> = [], nearby: Bool = false, afterMs: Int = 10) {
        react = { sent in
            guard sent.hopLimit == nil || nearby else { return [] }
            let address = "\(sent.remote.address)"
            if sent.remote.port == 53 {
                guard let reply = names[address]?.reply(to: sent.bytes) else { return [] }
                return [.datagram(reply, from: sent.remote, afterMs: afterMs)]
            }
            return sip.contains(address) ? [sent.answer(200, afterMs: afterMs)] : []
        }
    }

    /// Questions that went to this address.
    func questions(to address: String) -> [String] {
        sent.filter { $0.remote.port == 53 && "\($0.remote.address)" == address }.compactMap { sent in
            (try? DNSCodec.decode(sent.bytes).question).map { "\($0)" }
        }
    }
}
