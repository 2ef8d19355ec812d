import Net

/// What a NAT would do, as servers outside of it would tell. The addresses are those of documentation (RFC 5737).
enum NATFaults {
    private static let outside = IPAddress.v4(0xC633_6407)
    private static let shared = IPAddress.v4(0x6440_0C22)

    /// A healthy SIP server, and STUN servers that see the mappings given.
    private static func plan(
        _ block: AddressBlock, sip: SeenAs?, stun: [SeenAs] = [], hasALG: Bool = false
    ) -> LabPlan {
        var answers = SIPAnswers.healthy
        answers.seenAs = sip
        answers.hasALG = hasALG
        var plan = LabPlan.server(block, udp: .answers(answers), tcp: .answers(answers))
        plan.stun = stun.enumerated().map { index, mapping in
            STUNServer.Plan(stunEndpoint(block, index), .answers(as: mapping))
        }
        return plan
    }

    private static func stunEndpoint(_ block: AddressBlock, _ index: Int) -> Endpoint {
        block.endpoint(UInt8(clamping: 11 + index), port: LabPlan.stunPort)
    }

    static let all: [LabFault] = [
        LabFault(
            "nat-ordinary", "An ordinary NAT that keeps the port", cause: nil, .works,
            story: "Two STUN servers and the SIP server see one and the same public address and port."
        ) { plan($0, sip: SeenAs(outside), stun: [SeenAs(outside), SeenAs(outside)]) },

        LabFault(
            "nat-symmetric", "A NAT with another port for each destination", cause: "nat.symmetric", .worksWithDefect,
            story:
                "Each STUN server sees another port of the same public address: what STUN says is of no use for media."
        ) { block in
            plan(
                block, sip: SeenAs(outside, port: 40_003),
                stun: [SeenAs(outside, port: 40_001), SeenAs(outside, port: 40_002)])
        },

        LabFault(
            "nat-two-views", "STUN and the SIP server see different ports", cause: "nat.symmetric", .worksWithDefect,
            story: "There is one STUN server only, and the SIP server's answer tells another port than it does."
        ) { plan($0, sip: SeenAs(outside, port: 40_002), stun: [SeenAs(outside, port: 40_001)]) },

        LabFault(
            "nat-carrier-grade", "A second NAT at the carrier", cause: "nat.cgnat", .worksWithDefect,
            story: "Seen from the carrier's network our address is one of 100.64.0.0/10: behind it comes another NAT."
        ) { plan($0, sip: SeenAs(shared), stun: [SeenAs(shared)]) },

        LabFault(
            "nat-alg", "A NAT whose SIP ALG rewrites both ways", cause: "nat.sip-alg", .worksWithDefect,
            story: "Calls work, and every answer says that the server saw our private address, which it cannot have."
        ) { plan($0, sip: SeenAs(outside), hasALG: true) },

        LabFault(
            "nat-alg-other-port", "A SIP ALG behind a NAT that changes the port", cause: "nat.sip-alg",
            .worksWithDefect,
            story: "The same where the NAT gives our socket another port, and STUN sees the way out."
        ) { block in
            plan(block, sip: SeenAs(outside, port: 40_001), stun: [SeenAs(outside, port: 40_001)], hasALG: true)
        },

        LabFault(
            "nat-alg-one-way", "A SIP ALG that rewrites requests and nothing else", cause: "nat.sip-alg",
            .worksWithDefect,
            story: "Every answer is as it should be. The server is a `sipdiag reflect`, which shows what arrived."
        ) { block in
            var answers = SIPAnswers.healthy
            answers.reflects = true
            answers.rewritesTo = outside
            return .server(block, udp: .answers(answers), tcp: .answers(answers))
        },

        LabFault(
            "stun-silent", "The STUN server does not answer", cause: "nat.stun-unreachable", .worksWithDefect,
            story: "SIP works, and the STUN server in the settings says nothing."
        ) { block in
            var plan = LabPlan.healthy(block).impatient()
            plan.stun = [STUNServer.Plan(stunEndpoint(block, 0), .silent)]
            return plan
        },
    ]
}
