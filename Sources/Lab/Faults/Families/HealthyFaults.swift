import Net
import SIP

/// Nothing is broken, however it may look.
enum HealthyFaults {
    static let all: [LabFault] = [
        LabFault(
            "healthy", "A server that works, called by its address", cause: nil, .works,
            story: "The server answers over UDP and over TCP."
        ) { .healthy($0) },

        LabFault(
            "healthy-domain", "A domain with NAPTR, SRV and address records", cause: nil, .works,
            story: "DNS leads by NAPTR and SRV to one server, as RFC 3263 wants it, and the server answers."
        ) { block in
            LabPlan.domain(block, DNSFaults.complete(block)).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "healthy-ipv6", "A server that works, called by its IPv6 address", cause: nil, .works,
            story: "The server listens on ::1 alone, on a port of its own."
        ) { block in
            LabPlan(target: "[::1]:\(block.port)").serving(at: Endpoint(.loopbackIPv6, port: block.port))
        },

        LabFault(
            "healthy-reflector", "The far end of `sipdiag reflect`", cause: nil, .works,
            story: "The server answers every request with what arrived of it, and everything arrives as it was sent."
        ) { block in
            var answers = SIPAnswers.healthy
            answers.reflects = true
            return .server(block, udp: .answers(answers), tcp: .answers(answers))
        },

        LabFault(
            "slow", "A server that takes 1.2 seconds to answer", cause: nil, .works,
            story: "The request is sent twice more before the answer comes. Slow is not silent."
        ) { block in
            var reaction = SIPReaction.ok
            reaction.delayMs = 1200
            return .server(block, udp: .answers(SIPAnswers(others: reaction)), tcp: .healthy)
        },

        LabFault(
            "touchy", "A server that bans after twelve requests", cause: nil, .works,
            story: "A diagnosis sends fewer, and finds nothing wrong; `reach` sends more, is banned, and says so."
        ) { block in
            var plan = LabPlan.healthy(block)
            plan.sip[0].temper.bansAfter = 12
            return plan
        },

        LabFault(
            "duplicates", "Every answer arrives 5,000 times", cause: nil, .works,
            story: "Something on the way, or the server itself, repeats each answer five thousand times."
        ) { block in
            var reaction = SIPReaction.ok
            reaction.copies = 5000
            return .server(block, udp: .answers(SIPAnswers(others: reaction)), tcp: .healthy)
        },

        LabFault(
            "hostile-text", "An answer that would take over the terminal", cause: nil, .works,
            story: "The reason phrase holds escape sequences, a bell and text that runs backwards."
        ) { block in
            var reaction = SIPReaction.ok
            reaction.disguise = .reason(
                Array("OK \u{1B}]0;gone\u{07}\u{1B}[2J\u{1B}[31mred \u{202E}drawkcab\u{2066}".utf8) + [0xFF, 0xC3])
            return .server(block, udp: .answers(SIPAnswers(others: reaction)), tcp: .healthy)
        },
    ]
}
