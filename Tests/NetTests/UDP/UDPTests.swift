import Net
import TestSupport
import Testing

@Suite(.whenQuiet) struct UDPTests {
    @Test("A datagram arrives with its source, its destination and its TTL", arguments: Family.allCases)
    func echo(_ family: Family) async throws {
        let server = try await openSocket(family.loopback.unspecified)
        let client = try await openSocket(family.loopback)
        let target = Endpoint(family.loopback, port: await server.local.port)

        #expect(await client.send([1, 2, 3], to: target) == .sent)
        let request = try #require(await server.receive(until: patience)?.datagram)
        #expect(request.bytes == [1, 2, 3])
        #expect(request.from == (await client.local))
        #expect(request.to == family.loopback)
        #expect(request.ttl == 64)

        #expect(await server.send([], to: request.from) == .sent)
        let answer = try #require(await client.receive(until: patience)?.datagram)
        #expect(answer.bytes.isEmpty)
        #expect(answer.from == target)
        await server.close()
        await client.close()
    }

    @Test("The largest datagram passes, a larger one is refused locally", arguments: Family.allCases)
    func sizes(_ family: Family) async throws {
        let server = try await openSocket(family.loopback)
        let client = try await openSocket(family.loopback)
        let target = await server.local
        let largest = [UInt8](repeating: 7, count: family == .v4 ? 65_507 : 65_527)

        #expect(await client.send(largest, to: target) == .sent)
        #expect(await server.receive(until: patience)?.datagram?.bytes == largest)
        guard case .failed(let error) = await client.send(largest + [7], to: target) else {
            Issue.record("sent")
            return
        }
        #expect(error.kind == .tooBig)
    }

    @Test("A closed port is reported by the target itself", arguments: Family.allCases)
    func portUnreachable(_ family: Family) async throws {
        let target = closedPort(family)
        let client = try await openSocket(family.loopback)

        #expect(await client.send([4, 5, 6], to: target) == .sent)
        let error = try #require(await client.receive(until: patience)?.icmp)
        #expect(error.kind == .portUnreachable)
        #expect(error.origin == (family == .v4 ? .icmp : .icmp6))
        #expect(error.offender == family.loopback)
        #expect(error.destination == target)
        #expect(error.payload == [4, 5, 6])
        #expect(error.mtu == nil)
    }

    @Test("An earlier datagram's ICMP error does not fail the next send", arguments: Family.allCases)
    func pendingErrorIsNotOurs(_ family: Family) async throws {
        let closed = closedPort(family)
        let server = try await openSocket(family.loopback)
        let target = await server.local
        let client = try await openSocket(family.loopback)

        for round in 0..<50 as Range<UInt8> {
            // The error of the first send is pending when the second comes, with no chance to read it in between.
            let results = await NetActor.run { () -> Task<[SendResult], Never> in
                Task { @NetActor in
                    [await client.send([round], to: closed), await client.send([round], to: target)]
                }
            }.value
            #expect(results == [.sent, .sent])
            #expect(await server.receive(until: patience)?.datagram?.bytes == [round])
            #expect(await client.receive(until: patience)?.icmp?.payload == [round])
        }
    }

    @Test("The chosen source port is used, and a taken one is named", arguments: Family.allCases)
    func sourcePort(_ family: Family) async throws {
        let chosen = freePort(family)
        let socket = try await openSocket(family.loopback, port: chosen.port)
        #expect(await socket.local == chosen)
        let second = await network.openDatagramSocket(at: chosen)
        #expect(throws: LocalError(.addressInUse, code: 98, call: "bind")) { try second.get() }
    }

    @Test(
        "What this machine refuses has its own name",
        arguments: [
            ("192.0.2.1:0", "127.0.0.1:5060", LocalError.Kind.addressNotAvailable),
            ("[2001:db8::1]:0", "[::1]:5060", .addressNotAvailable),
            ("127.0.0.1:0", "127.0.0.1:0", .portMissing),
            ("127.0.0.1:0", "192.0.2.1:5060", .sourceUnusable),
            ("127.0.0.1:0", "[::1]:5060", .familyNotSupported),
        ])
    func localErrors(_ source: String, _ target: String, _ kind: LocalError.Kind) async throws {
        let source = try #require(Endpoint(source))
        let target = try #require(Endpoint(target))
        let result: SendResult
        switch await network.openDatagramSocket(at: source) {
        case .failure(let error): result = .failed(error)
        case .success(let socket): result = await socket.send([1], to: target)
        }
        guard case .failed(let error) = result else {
            Issue.record("sent")
            return
        }
        #expect(error.kind == kind, "\(error)")
    }

    @Test("Nothing comes: the deadline, the task's cancellation and close() each end the wait")
    func waits() async throws {
        let socket = try await openSocket(.loopbackIPv4)
        let start = network.time.now
        #expect(await socket.receive(until: start.adding(milliseconds: 30)) == nil)
        #expect(network.time.now.milliseconds(since: start) >= 30)

        let cancelled = Task { await socket.receive(until: .distantFuture) }
        cancelled.cancel()
        #expect(await cancelled.value == nil)

        let closed = Task { await socket.receive(until: .distantFuture) }
        await socket.close()
        #expect(await closed.value == nil)
        #expect(await socket.receive(until: .distantFuture) == nil)
        #expect(
            await socket.send([1], to: Endpoint(.loopbackIPv4, port: 9)) == .failed(LocalError(.closed, call: "sendto"))
        )
    }

    @Test("More than the mailbox holds waits in the kernel and arrives in order")
    func backlog() async throws {
        let server = try await openSocket(.loopbackIPv4)
        let client = try await openSocket(.loopbackIPv4)
        let target = await server.local
        let count = 3000
        for index in 0..<count {
            #expect(await client.send([UInt8(index & 255), UInt8(index >> 8)], to: target) == .sent)
        }
        for index in 0..<count {
            let bytes = await server.receive(until: patience)?.datagram?.bytes
            guard bytes == [UInt8(index & 255), UInt8(index >> 8)] else {
                Issue.record("datagram \(index) is \(String(describing: bytes))")
                return
            }
        }
    }
}
