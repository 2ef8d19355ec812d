import DNS
import Net

/// The resolver and the zone's own name servers do not say the same, or not all of these serve the zone.
enum ZoneFaults {
    /// A zone with two name servers of its own beside the resolver.
    private struct Setup {
        /// Nil: as the zone's own servers have it.
        var resolver: (rows: [Zone.Record], serial: UInt32)?
        var resolverDoes = NameServer.Behavior.answers
        var rows: [Zone.Record]
        var serial: UInt32 = 1
        var secondDoes = NameServer.Behavior.answers
        var secondSerial: UInt32?

        func plan(_ block: AddressBlock) -> LabPlan {
            let servers: [Zone.Record] = [
                .server("@", to: "ns1"), .server("@", to: "ns2"), .address("ns1", block.address(51)),
                .address("ns2", block.address(52)),
            ]
            func zone(_ rows: [Zone.Record], _ serial: UInt32) -> Zone {
                Zone(LabPlan.domain, rows + servers, serial: serial)
            }
            var plan = LabPlan.domain(block, [], resolverDoes)
            plan.names?.zone = zone(resolver?.rows ?? rows, resolver?.serial ?? serial)
            let own = [(51, serial, NameServer.Behavior.answers), (52, secondSerial ?? serial, secondDoes)]
            plan.authorities = own.map { index, serial, behavior in
                var names = NameServer.Plan(
                    endpoint: block.endpoint(UInt8(index), port: LabPlan.dnsPort), zone: zone(rows, serial),
                    behavior: behavior)
                names.isAuthority = true
                return names
            }
            return plan
        }
    }

    /// SRV leads to the server at this address of the block.
    private static func leading(to index: UInt8, _ block: AddressBlock) -> [Zone.Record] {
        [
            .srv("_sip._udp", priority: 10, port: LabPlan.sipPort, target: "sip"),
            .address("sip", block.address(index)),
        ]
    }

    private static func closed(_ block: AddressBlock, _ index: UInt8) -> SIPServer.Plan {
        SIPServer.Plan(block.endpoint(index, port: LabPlan.sipPort), udp: .closed, tcp: .closed)
    }

    static let all = servers + resolvers

    private static let servers: [LabFault] = [
        LabFault(
            "dns-own-servers", "A zone with two name servers of its own", cause: nil, .works,
            story: "Both serve the zone, and say what the resolver says."
        ) { block in
            Setup(rows: leading(to: 1, block)).plan(block).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-lame", "A name server of the zone does not serve it", cause: "dns.lame-delegation", .worksWithDefect,
            story: "The zone moved to another host, and its NS records still name the old server, which refuses."
        ) { block in
            Setup(rows: leading(to: 1, block), secondDoes: .fails(.refused)).plan(block)
                .serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-lame-silent", "A name server of the zone is dead", cause: "dns.lame-delegation", .worksWithDefect,
            story: "One of the two servers of the zone was switched off: who asks it waits, and then asks the other."
        ) { block in
            Setup(rows: leading(to: 1, block), secondDoes: .silent).plan(block)
                .serving(at: block.endpoint(1, port: LabPlan.sipPort)).impatient()
        },

        LabFault(
            "dns-versions", "The name servers have different versions of the zone", cause: nil, .works,
            story: "The second server of the zone did not get the last change, which touched nothing of importance."
        ) { block in
            Setup(rows: leading(to: 1, block), serial: 7, secondSerial: 6).plan(block)
                .serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },
    ]

    private static let resolvers: [LabFault] = [
        LabFault(
            "dns-stale", "The resolver still has the server's old address", cause: "dns.resolver-stale", .fails,
            story: "The provider moved its server; the resolver holds the old address, where nothing listens any more."
        ) { block in
            var plan = Setup(resolver: (leading(to: 1, block), 1), rows: leading(to: 2, block), serial: 2).plan(block)
            plan.sip = [closed(block, 1)]
            return plan.serving(at: block.endpoint(2, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-stale-services", "The resolver still has old SRV records", cause: "dns.resolver-stale",
            .worksWithDefect,
            story:
                "The provider has a new server, and the old one is still in service; the resolver knows the old one only."
        ) { block in
            let new: [Zone.Record] = [
                .srv("_sip._udp", priority: 10, port: LabPlan.sipPort, target: "new"),
                .address("new", block.address(2)),
                .address("sip", block.address(1)),
            ]
            return Setup(resolver: (leading(to: 1, block), 1), rows: new, serial: 2).plan(block)
                .serving(at: block.endpoint(1, port: LabPlan.sipPort))
                .serving(at: block.endpoint(2, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-by-place", "A zone that gives each resolver a server nearby", cause: nil, .works,
            story:
                "The zone's servers choose the address by who asks: the resolver got another one, and it works as well."
        ) { block in
            Setup(resolver: (leading(to: 1, block), 1), rows: leading(to: 2, block)).plan(block)
                .serving(at: block.endpoint(1, port: LabPlan.sipPort))
                .serving(at: block.endpoint(2, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-filters", "The resolver denies the SRV records", cause: "dns.resolver-filters", .fails,
            story:
                "A filtering resolver says that there is no SRV record; the domain's own address is that of its web site."
        ) { block in
            var plan = Setup(
                resolverDoes: .denies([.srv, .naptr]), rows: leading(to: 1, block) + [.address("@", block.address(3))]
            ).plan(block)
            plan.sip = [closed(block, 3)]
            return plan.serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },

        LabFault(
            "dns-filters-unnoticed", "The resolver denies the SRV records, and it works", cause: "dns.resolver-filters",
            .worksWithDefect,
            story: "The same, and the server answers at the domain's own address too: nobody notices, until it moves."
        ) { block in
            Setup(
                resolverDoes: .denies([.srv, .naptr]), rows: leading(to: 1, block) + [.address("@", block.address(1))]
            )
            .plan(block).serving(at: block.endpoint(1, port: LabPlan.sipPort))
        },
    ]
}
