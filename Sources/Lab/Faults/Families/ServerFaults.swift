import Net
import SIP

/// The path is open, and the server does not serve.
enum ServerFaults {
    static let all: [LabFault] = [
        LabFault(
            "silent", "A server that takes every request and answers none", cause: "server.silent", .fails,
            story: "UDP arrives, TCP connects, and no SIP comes back: what a server does that ignores this address."
        ) { LabPlan.server($0, udp: .silent, tcp: .silent).impatient() },

        LabFault(
            "stalled", "A server that says 100 Trying and nothing more", cause: "server.stalled", .fails,
            story: "The first server takes the request, and whatever stands behind it never answers."
        ) { block in
            var answers = SIPAnswers(others: SIPReaction([SIPReply(100)]))
            answers.byMethod[.cancel] = SIPReaction([])
            return LabPlan.server(block, udp: .answers(answers), tcp: .answers(answers)).impatient()
        },

        LabFault(
            "tcp-silent", "A TCP port that opens and says nothing", cause: "server.silent", .fails,
            story: "Asked over TCP, the server accepts the connection and never answers; over UDP it is silent as well."
        ) { LabPlan.server($0, udp: .silent, tcp: .silent).over("tcp").impatient() },

        LabFault(
            "tcp-hangs-up", "A TCP port that opens and closes at the first request", cause: "server.silent", .fails,
            story: "The server, or a device before it, closes the connection as soon as SIP comes."
        ) { LabPlan.server($0, udp: .silent, tcp: .hangsUp).over("tcp").impatient() },

        LabFault(
            "banned", "A server that bans whoever calls it", cause: "server.banned", .fails,
            story: "OPTIONS is answered until the first INVITE comes; from then on nothing is, over any transport."
        ) { block in
            var plan = LabPlan.server(block, udp: .healthy, tcp: .healthy, user: "bob").impatient()
            plan.sip[0].temper.bansFrom = .invite
            return plan
        },

        LabFault(
            "size-limit", "A server that ignores requests above 700 bytes", cause: "request.too-large", .fails,
            story: "OPTIONS is small and answered. An INVITE is not, and no answer tells why."
        ) { block in
            var plan = LabPlan.server(block, udp: .healthy, tcp: .healthy, user: "bob").impatient()
            plan.sip[0].temper.largest = 700
            return plan
        },

        LabFault(
            "size-refused", "A server that refuses requests above 700 bytes", cause: "request.too-large", .fails,
            story: "OPTIONS is small and answered; what is larger gets 513, over TCP as well."
        ) { block in
            var plan = LabPlan.server(block, udp: .healthy, tcp: .healthy, user: "bob")
            plan.sip[0].temper.largest = 700
            plan.sip[0].temper.refusesLarge = true
            return plan
        },

        LabFault(
            "garbage", "A port that answers with something that is not SIP", cause: "server.not-sip", .fails,
            story: "Each datagram is answered with octets of another protocol."
        ) { block in
            let octets: [UInt8] = [0x16, 0x03, 0x01, 0x00, 0x05, 0x02, 0x00, 0x00, 0xFF, 0x80]
            return LabPlan.server(block, udp: saying(octets), tcp: .closed).impatient()
        },

        LabFault(
            "http-on-sip-port", "A web server on the SIP port", cause: "server.not-sip", .fails,
            story: "TCP 5060 belongs to a web server, which finds the request a bad one."
        ) { block in
            let page = Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
            return LabPlan.server(block, udp: .closed, tcp: saying(page)).over("tcp")
        },

        LabFault(
            "wrong-branch", "Answers that belong to another transaction", cause: "nat.sip-alg", .fails,
            story:
                "Every answer has another Via branch than the request, as behind a device that rewrites one way alone; "
                + "no client may take it (RFC 3261 17.1.3)."
        ) { LabPlan.server($0, udp: disguised(.branch), tcp: .healthy).impatient() },

        LabFault(
            "wrong-call-id", "Answers that belong to another call", cause: "nat.sip-alg", .fails,
            story: "Every answer has another Call-ID than the request, as behind a device that rewrites one way alone."
        ) { LabPlan.server($0, udp: disguised(.callID), tcp: .healthy).impatient() },
    ]

    static func disguised(_ disguise: SIPDisguise) -> SIPBehavior {
        var reaction = SIPReaction.ok
        reaction.disguise = disguise
        return .answers(SIPAnswers(others: reaction))
    }

    private static func saying(_ octets: [UInt8]) -> SIPBehavior { disguised(.bytes(octets)) }
}
