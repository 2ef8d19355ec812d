import Net
import SIP

/// Packets do not come through, or not as they should.
enum PathFaults {
    static let all: [LabFault] = [
        LabFault(
            "udp-dead", "UDP is swallowed, TCP works", cause: "net.udp-blocked", .fails,
            story:
                "Nothing comes back over UDP, while the same server answers over TCP: a filter on the way, as a rule."
        ) { LabPlan.server($0, udp: .silent, tcp: .healthy).impatient() },

        LabFault(
            "tcp-dead", "TCP is swallowed, UDP works", cause: "net.tcp-blocked", .fails,
            story: "Connection requests vanish without a word, while the same server answers over UDP."
        ) { LabPlan.server($0, udp: .healthy, tcp: .vanishing).over("tcp").impatient() },

        LabFault(
            "sip-dead", "The SIP port is swallowed, the host lives", cause: "net.firewall-drop", .fails,
            story: "Neither UDP nor TCP to the SIP port brings anything, and unused ports of the same host answer."
        ) { LabPlan.server($0, udp: .silent, tcp: .vanishing).impatient() },

        LabFault(
            "lossy", "Every second datagram is lost", cause: "net.packet-loss", .worksWithDefect,
            story:
                "Of the requests over UDP every second one vanishes. SIP repeats itself and gets through; speech would not."
        ) { block in
            var plan = LabPlan.healthy(block)
            plan.sip[0].temper.losesEverySecond = true
            return plan
        },

        LabFault(
            "port-closed", "Nothing listens on the SIP port", cause: "net.port-closed", .fails,
            story:
                "The host is there and says itself that nothing listens on 5060: a server that is down, or elsewhere."
        ) { .server($0, udp: .closed, tcp: .closed) },

        LabFault(
            "tcp-closed-port", "The server does not listen on TCP", cause: "net.port-closed", .fails,
            story: "Asked over TCP the host refuses the connection; over UDP the server answers."
        ) { LabPlan.server($0, udp: .healthy, tcp: .closed).over("tcp") },

        LabFault(
            "answer-elsewhere", "The answer comes from another address",
            cause: "net.answer-from-elsewhere", .worksWithDefect,
            story: "The server has two addresses and answers from the other one, which most NATs do not let through."
        ) { block in
            var answers = SIPAnswers.healthy
            answers.leavesFrom = block.address(2)
            return .server(block, udp: .answers(answers), tcp: .healthy)
        },

        LabFault(
            "sent-by-rewritten", "A SIP ALG rewrites our address in the answers", cause: "nat.sip-alg", .fails,
            story: "Every answer is ours but for the host in its Via: a device on the way has rewritten it."
        ) { LabPlan.server($0, udp: ServerFaults.disguised(.sentBy), tcp: .healthy).impatient() },

        LabFault(
            "ipv6-broken", "The IPv6 address is dead, the IPv4 address works",
            cause: "net.ipv6-broken", .worksWithDefect,
            story: "The name has an AAAA and an A record, and only the server behind the A record listens."
        ) { block in
            var plan = LabPlan.domain(block, [.address("@", .loopbackIPv6), .address("@", block.address(1))])
            plan.target = "\(LabPlan.domain):\(block.port)"
            plan = plan.serving(at: block.endpoint(1, port: block.port))
            plan.sip.append(SIPServer.Plan(Endpoint(.loopbackIPv6, port: block.port), udp: .closed, tcp: .closed))
            return plan
        },
    ]
}
