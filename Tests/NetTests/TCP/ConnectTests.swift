import Net
import TestSupport
import Testing

@Suite(.whenQuiet) struct ConnectTests {
    @Test("Both ends know both addresses, and a chosen source port is used", arguments: Family.allCases)
    func endpoints(_ family: Family) async throws {
        let listener = try await listen(family.loopback)
        let source = freePort(family)
        let result = await network.connect(to: listener.local, from: source, until: patience)
        let client = try #require(result.connection)
        let server = try #require(await listener.accept(until: patience).connection)
        #expect(await client.local == source)
        #expect(await client.remote == listener.local)
        #expect(await server.local == listener.local)
        #expect(await server.remote == source)
    }

    @Test("A closed port answers with a reset, not with ICMP", arguments: Family.allCases)
    func refused(_ family: Family) async throws {
        let target = closedPort(family)
        guard case .reset = await network.connect(to: target, from: nil, until: patience) else {
            Issue.record("not reset")
            return
        }
    }

    @Test("A full backlog lets the SYN fall: timed out, with the SYNs counted", arguments: Family.allCases)
    func timedOut(_ family: Family) async throws {
        let listener = try await listen(family.loopback, backlog: 0)
        let first = await network.connect(to: listener.local, from: nil, until: patience)
        _ = try #require(first.connection)
        let start = network.time.now
        let result = await network.connect(to: listener.local, from: nil, until: start.adding(milliseconds: 1500))
        guard case .timedOut(let synsSent) = result else {
            Issue.record("\(result)")
            return
        }
        // One at once, one after a second; on a busy machine the wait begins or ends late.
        #expect((1...4).contains(synsSent))
        #expect(network.time.now.milliseconds(since: start) >= 1500)
    }

    @Test("Cancelling ends the attempt")
    func cancelled() async throws {
        let listener = try await listen(.loopbackIPv4, backlog: 0)
        let first = await network.connect(to: listener.local, from: nil, until: patience)
        _ = try #require(first.connection)
        let target = await listener.local
        let attempt = Task { await network.connect(to: target, from: nil, until: .distantFuture) }
        attempt.cancel()
        guard case .timedOut = await attempt.value else {
            Issue.record("not timed out")
            return
        }
    }

    @Test(
        "What this machine refuses has its own name",
        arguments: [
            ("192.0.2.1:0", "127.0.0.1:5060", LocalError.Kind.addressNotAvailable),
            ("[2001:db8::1]:0", "[::1]:5060", .addressNotAvailable),
            ("127.0.0.1:0", "192.0.2.1:5060", .sourceUnusable),
            ("127.0.0.1:0", "[::1]:5060", .familyNotSupported),
            ("[::]:0", "[fe80::1]:5060", .scopeMissing),
        ])
    func localErrors(_ source: String, _ target: String, _ kind: LocalError.Kind) async throws {
        let source = try #require(Endpoint(source))
        let target = try #require(Endpoint(target))
        guard case .local(let error) = await network.connect(to: target, from: source, until: patience) else {
            Issue.record("no local error")
            return
        }
        #expect(error.kind == kind, "\(error)")
    }

    @Test("A source port in use is named")
    func portInUse() async throws {
        let listener = try await listen(.loopbackIPv4)
        let taken = await listener.local
        guard case .local(let error) = await network.connect(to: taken, from: taken, until: patience) else {
            Issue.record("no local error")
            return
        }
        #expect(error.kind == .addressInUse, "\(error)")
    }

    @Test("Listening at a taken port fails, accepting ends at its deadline and with close()")
    func listener() async throws {
        let listener = try await listen(.loopbackIPv4)
        let second = await network.listen(at: listener.local, backlog: 1)
        #expect(throws: LocalError(.addressInUse, code: 98, call: "bind")) { _ = try second.get() }

        guard case .timedOut = await listener.accept(until: soon(20)) else {
            Issue.record("not timed out")
            return
        }
        let waiting = Task { await listener.accept(until: .distantFuture) }
        await listener.close()
        // Closed before or while it waited.
        guard case .failed(let error) = await waiting.value else {
            Issue.record("not failed")
            return
        }
        #expect(error.kind == .closed)
    }

    @Test("A target of this machine is reached from itself, another from no address it lacks")
    func sourceAddress() async throws {
        #expect(await network.sourceAddress(toward: Endpoint(.loopbackIPv4, port: 0)) == .success(.loopbackIPv4))
        #expect(await network.sourceAddress(toward: Endpoint(.loopbackIPv6, port: 5060)) == .success(.loopbackIPv6))
    }

    @Test("Loopback is among the interfaces")
    func interfaces() async throws {
        let interfaces = try await network.interfaces().get()
        let loopback = NetworkInterface(name: "lo", address: .loopbackIPv4, isUp: true, isLoopback: true)
        #expect(interfaces.contains(loopback))
    }
}
