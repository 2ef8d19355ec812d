import Net
import TestSupport
import Testing

@Suite(.whenQuiet, .enabled(if: NamespaceLab.obstacle == nil, "\(NamespaceLab.obstacle ?? "")"))
struct UDPNamespaceTests {
    private struct Case {
        let name: String
        let target: Endpoint
        var size = 100
        let kind: ICMPError.Kind?
        let offender: IPAddress?
    }

    private func cases(_ family: Family) throws -> [Case] {
        let server = try family.server
        let router = try family.router
        return [
            Case(name: "dropped", target: Endpoint(server, port: 5001), kind: nil, offender: nil),
            Case(
                name: "rejected as if closed", target: Endpoint(server, port: 5002), kind: .portUnreachable,
                offender: router),
            Case(name: "prohibited", target: Endpoint(server, port: 5003), kind: .adminProhibited, offender: router),
            Case(name: "closed", target: Endpoint(server, port: 5010), kind: .portUnreachable, offender: server),
            Case(
                name: "no such host on the link", target: Endpoint(try family.absentOnLink, port: 5060),
                kind: .hostUnreachable, offender: try family.client),
            Case(
                name: "no such host behind the router", target: Endpoint(try family.absentBehindRouter, port: 5060),
                kind: .hostUnreachable, offender: router),
            // By a rule: what routing itself says, the kernel limits to one a second, and sysctl does not help.
            Case(
                name: "no route at the router", target: Endpoint(server, port: 5005), kind: .netUnreachable,
                offender: router),
            Case(
                name: "too big for the router's next link", target: Endpoint(server, port: 5060), size: 1400,
                kind: .fragmentationNeeded(mtu: 1280), offender: router),
        ]
    }

    @Test("Each obstacle on the path is named, with who reported it", arguments: Family.allCases)
    func path(_ family: Family) async throws {
        let lab = try NamespaceLab()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for one in try cases(family) {
                // A socket each: one target's failed address resolution must not speak for another's.
                let socket = try await lab.run(in: .client) {
                    try network.openDatagramSocket(at: Endpoint(one.target.address.unspecified, port: 0)).get()
                }
                group.addTask {
                    #expect(await socket.send([UInt8](repeating: 1, count: one.size), to: one.target) == .sent)
                    let event = await socket.receive(until: soon(one.kind == nil ? 1500 : 10_000))
                    #expect(event?.icmp?.kind == one.kind, "\(one.name)")
                    #expect(event?.icmp?.offender == one.offender, "\(one.name)")
                    #expect(event == nil || event?.icmp?.destination == one.target, "\(one.name)")
                    await socket.close()
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("What the client's own kernel refuses is a local error at once", arguments: Family.allCases)
    func local(_ family: Family) async throws {
        let lab = try NamespaceLab()
        let cases: [(Endpoint, LocalError.Kind)] = [
            (Endpoint(try family.withoutRoute, port: 5060), .noRoute),
            (Endpoint(try family.server, port: 5006), .deniedLocally),
            (Endpoint(try family.routeType(1), port: 5060), .unreachableRoute),
            (Endpoint(try family.routeType(2), port: 5060), .prohibitedRoute),
            (Endpoint(try family.routeType(3), port: 5060), .blackholeRoute),
        ]
        let socket = try await lab.run(in: .client) {
            try network.openDatagramSocket(at: Endpoint(family.loopback.unspecified, port: 0)).get()
        }
        for (target, kind) in cases {
            guard case .failed(let error) = await socket.send([1], to: target) else {
                Issue.record("sent to \(target)")
                continue
            }
            #expect(error.kind == kind, "\(target): \(error)")
        }
        await socket.close()
    }

    @Test(
        "A path that works: the answer comes from the server, with the router's hop taken off",
        arguments: Family.allCases)
    func open(_ family: Family) async throws {
        let lab = try NamespaceLab()
        let target = Endpoint(try family.server, port: 5060)
        let server = try await lab.run(in: .server) { try network.openDatagramSocket(at: target).get() }
        let client = try await lab.run(in: .client) {
            try network.openDatagramSocket(at: Endpoint(family.loopback.unspecified, port: 0)).get()
        }
        #expect(await client.send([1], to: target) == .sent)
        let request = try #require(await server.receive(until: patience)?.datagram)
        #expect(request.from.address == (try family.client))
        #expect(request.ttl == 63)
        await server.close()
        await client.close()
    }

    @Test(
        "A datagram whose hop limit ends at the router is reported by it; the next one goes on",
        arguments: Family.allCases)
    func hopLimit(_ family: Family) async throws {
        let lab = try NamespaceLab()
        let target = Endpoint(try family.server, port: 5010)
        let socket = try await lab.run(in: .client) {
            try network.openDatagramSocket(at: Endpoint(family.loopback.unspecified, port: 0)).get()
        }
        #expect(await socket.send([1], to: target, hopLimit: 1) == .sent)
        let expired = try #require(await socket.receive(until: patience)?.icmp)
        #expect(expired.kind == .ttlExceeded)
        #expect(expired.offender == (try family.router))
        #expect(expired.payload.first == 1)
        #expect(expired.ttl == 64)

        #expect(await socket.send([2], to: target, hopLimit: 2) == .sent)
        let closed = try #require(await socket.receive(until: patience)?.icmp)
        #expect(closed.kind == .portUnreachable)
        #expect(closed.ttl == 63)
        await socket.close()
    }

    @Test(
        "The source address follows the routing table; the interfaces are the namespace's", arguments: Family.allCases)
    func addresses(_ family: Family) async throws {
        let lab = try NamespaceLab()
        let far = Endpoint(try family.server, port: 5060)
        let nowhere = Endpoint(try family.withoutRoute, port: 5060)
        let (source, missing, interfaces) = try await lab.run(in: .client) {
            (network.sourceAddress(toward: far), network.sourceAddress(toward: nowhere), try network.interfaces().get())
        }
        #expect(source == .success(try family.client))
        #expect(throws: LocalError(.noRoute, code: 101, call: "connect")) { try missing.get() }
        let expected = NetworkInterface(name: "eth0", address: try family.client, isUp: true, isLoopback: false)
        #expect(interfaces.contains(expected))
    }
}
