import DNS
import Net

/// The name does not lead to the server, or by a crooked way.
enum DNSFaults {
    /// The records of a domain in order: NAPTR, SRV, address.
    static func complete(_ block: AddressBlock) -> [Zone.Record] {
        [
            .naptr("@", order: 10, service: "SIP+D2U", replacement: "_sip._udp"),
            .naptr("@", order: 20, service: "SIP+D2T", replacement: "_sip._tcp"),
            .srv("_sip._udp", priority: 10, port: LabPlan.sipPort, target: "sip"),
            .srv("_sip._tcp", priority: 10, port: LabPlan.sipPort, target: "sip"),
            .address("sip", block.address(1)),
        ]
    }

    /// A healthy domain behind a resolver that is not.
    private static func resolver(_ behavior: NameServer.Behavior) -> @Sendable (AddressBlock) -> LabPlan {
        { block in
            LabPlan.domain(block, complete(block), behavior).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        }
    }

    static let all = records + resolvers

    private static let records: [LabFault] = [
        LabFault(
            "dns-nxdomain", "The domain does not exist", cause: "dns.nxdomain", .fails,
            story: "The name is mistyped, or its registration has run out: the resolver answers NXDOMAIN."
        ) { block in
            var plan = LabPlan.domain(block, complete(block))
            plan.target = "typo.\(LabPlan.domain)"
            return plan
        },

        LabFault(
            "dns-no-address", "The domain exists and leads nowhere", cause: "dns.no-address", .fails,
            story: "There is a TXT record and nothing else: no NAPTR, no SRV, no address."
        ) { .domain($0, [.text("@", "v=spf1 -all")]) },

        LabFault(
            "dns-service-refused", "The domain says that it offers no SIP", cause: "dns.service-refused", .fails,
            story: "The SRV records name the target `.`, with which a domain declines a service (RFC 2782)."
        ) { block in
            .domain(
                block,
                [
                    .srv("_sip._udp", priority: 0, port: 0, target: "."),
                    .srv("_sip._tcp", priority: 0, port: 0, target: "."), .address("@", block.address(1)),
                ])
        },

        LabFault(
            "dns-naptr-dangling", "NAPTR leads to an SRV name that is not there", cause: "dns.naptr-dangling", .fails,
            story: "Somebody removed the SRV records and forgot the NAPTR record that leads to them."
        ) { block in
            .domain(
                block,
                [
                    .naptr("@", order: 10, service: "SIP+D2U", replacement: "_sip._udp"),
                    .address("@", block.address(1)),
                ])
        },

        LabFault(
            "dns-target-unresolvable", "The SRV record names a host without address",
            cause: "dns.srv-target-unresolvable", .fails,
            story: "The server was renamed, and the SRV record still has its old name."
        ) { block in
            .domain(
                block,
                [
                    .srv("_sip._udp", priority: 10, port: LabPlan.sipPort, target: "old-sip"),
                    .address("sip", block.address(1)),
                ])
        },

        LabFault(
            "dns-dead-first-target", "The first of two servers is dead", cause: "dns.dead-target", .worksWithDefect,
            story: "The SRV record of the first priority names a host where nothing listens; the second one serves."
        ) { block in
            var plan = LabPlan.domain(
                block,
                [
                    .srv("_sip._udp", priority: 10, port: LabPlan.sipPort, target: "sip1"),
                    .srv("_sip._udp", priority: 20, port: LabPlan.sipPort, target: "sip2"),
                    .address("sip1", block.address(1)), .address("sip2", block.address(2)),
                ])
            plan.sip = [SIPServer.Plan(block.endpoint(1, port: LabPlan.sipPort), udp: .closed, tcp: .closed)]
            return plan.serving(at: block.endpoint(2, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-half-unresolvable", "The first of two SRV targets has no address", cause: "dns.dead-target",
            .worksWithDefect,
            story:
                "The server of the first priority was renamed, and the SRV record has its old name; the second serves."
        ) { block in
            LabPlan.domain(
                block,
                [
                    .srv("_sip._udp", priority: 10, port: LabPlan.sipPort, target: "old-sip"),
                    .srv("_sip._udp", priority: 20, port: LabPlan.sipPort, target: "sip"),
                    .address("sip", block.address(1)),
                ]
            ).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-naptr-half-dangling", "One of two NAPTR records leads nowhere", cause: "dns.naptr-dangling",
            .worksWithDefect,
            story: "TCP was withdrawn with its SRV record, and the NAPTR record that leads there was forgotten."
        ) { block in
            let rows = complete(block).filter { if case .srv("_sip._tcp", _, _, _) = $0 { false } else { true } }
            return LabPlan.domain(block, rows).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-naptr-odd", "NAPTR records that no client can use", cause: nil, .works,
            story: "The flag is u, or there is a regular expression: clients pass them over and go on to SRV."
        ) { block in
            let odd: [Zone.Record] = [
                .pointer("@", flags: "u", service: "SIP+D2U", regexp: "", replacement: "_sip._udp"),
                .pointer("@", flags: "s", service: "SIP+D2T", regexp: "!^.*$!sip:x@y!", replacement: "_sip._tcp"),
            ]
            let rows = complete(block).filter { if case .naptr = $0 { false } else { true } }
            return LabPlan.domain(block, odd + rows).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-tls-as-tcp", "A TLS port is published for plain TCP", cause: "server.not-sip", .fails,
            story: "The SRV record of _sip._tcp names port 5061, on which the server speaks TLS only."
        ) { block in
            var plan = LabPlan.domain(
                block,
                [
                    .srv("_sip._tcp", priority: 10, port: LabPlan.sipsPort, target: "sip"),
                    .address("sip", block.address(1)),
                ])
            var server = SIPServer.Plan(block.endpoint(1, port: LabPlan.sipsPort), udp: .closed, tcp: .healthy)
            server.tls = LabTLS(LabPlan.domain)
            plan.sip = [server]
            return plan
        },

        LabFault(
            "dns-wrong-port", "The SRV record names the wrong port", cause: "dns.srv-wrong-port", .fails,
            story: "SRV says 5062, where nothing listens; the server is on 5060."
        ) { block in
            var plan = LabPlan.domain(
                block,
                [
                    .srv("_sip._udp", priority: 10, port: 5062, target: "sip"), .address("sip", block.address(1)),
                ])
            plan.sip = [SIPServer.Plan(block.endpoint(1, port: 5062), udp: .closed, tcp: .closed)]
            return plan.serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-alias", "The SRV record names an alias", cause: "dns.srv-target-cname", .worksWithDefect,
            story: "The SRV target is a CNAME, which RFC 2782 forbids: many clients follow it, some do not."
        ) { block in
            LabPlan.domain(
                block,
                [
                    .srv("_sip._udp", priority: 10, port: LabPlan.sipPort, target: "sip"),
                    .alias("sip", to: "host7"), .address("host7", block.address(1)),
                ]
            ).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-damaged", "The resolver's answer is damaged", cause: "dns.resolver-filters", .fails,
            story: "The A record has three octets in the place of four: a device on the way meddles with DNS."
        ) { .domain($0, [.raw("@", .a, [127, 0, 0])]) },
    ]

    private static let resolvers: [LabFault] = [
        LabFault(
            "dns-servfail", "The resolver fails", cause: "dns.servfail", .fails,
            story: "Every question gets SERVFAIL: the domain's own name servers cannot be reached, says the resolver.",
            plan: resolver(.fails(.serverFailure, ExtendedError(code: 22, text: "no server could be reached")))),

        LabFault(
            "dns-bogus", "DNSSEC validation fails", cause: "dns.dnssec-bogus", .fails,
            story:
                "The zone's signatures have run out: a resolver that checks them fails, and answers when told not to.",
            plan: resolver(.bogus(ExtendedError(code: 7, text: "signature of lab.sipdiag.test expired")))),

        LabFault(
            "dns-refused", "The resolver refuses to answer", cause: "dns.refused", .fails,
            story: "The resolver does not serve clients from here and answers REFUSED.",
            plan: resolver(.fails(.refused, ExtendedError(code: 18)))),

        LabFault(
            "dns-silent", "The resolver does not answer", cause: "dns.resolver-timeout", .fails,
            story: "Queries go out, and nothing comes back."
        ) { resolver(.silent)($0).impatient() },

        LabFault(
            "dns-port-closed", "No resolver listens there", cause: "dns.resolver-timeout", .fails,
            story: "The address in the settings belongs to a host that is no resolver, and says so by ICMP.",
            plan: resolver(.closed)),

        LabFault(
            "dns-forged", "The resolver's answers have the wrong id", cause: "dns.resolver-timeout", .fails,
            story: "Something answers in the resolver's place and does not know the query's id; nobody may believe it."
        ) { resolver(.forges)($0).impatient() },

        LabFault(
            "dns-cut", "DNS answers are cut, and TCP is refused", cause: "dns.resolver-filters", .fails,
            story: "The resolver cuts its answers over UDP, as if they were too long, and nobody answers over TCP.",
            plan: resolver(.cuts)),

        LabFault(
            "dns-loses-srv", "The resolver loses SRV and NAPTR queries", cause: "dns.resolver-filters",
            .worksWithDefect,
            story:
                "The router's DNS proxy answers for addresses and drops the rest; the address of the domain serves too."
        ) { block in
            LabPlan.domain(block, complete(block) + [.address("@", block.address(1))], .ignores([.srv, .naptr]))
                .serving(at: block.endpoint(1, port: LabPlan.sipPort)).impatient()
        },

        LabFault(
            "dns-no-edns", "The resolver drops queries with EDNS", cause: nil, .works,
            story: "An old DNS proxy drops what it does not know; plain queries it answers, and the server works."
        ) { resolver(.ignoresEDNS)($0).impatient() },

        LabFault(
            "dns-truncated", "DNS answers that fit only into TCP", cause: nil, .works,
            story: "Over UDP each answer is cut; over TCP it is whole, and leads to a server that works.",
            plan: resolver(.truncates)),

        LabFault(
            "dns-slow", "A resolver that takes 300 milliseconds", cause: nil, .works,
            story: "Every question takes its time, and in the end the name leads to a server that works.",
            plan: resolver(.late(milliseconds: 300))),
    ]
}
