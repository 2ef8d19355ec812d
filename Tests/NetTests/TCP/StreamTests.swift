import Glibc
import Net
import TestSupport
import Testing

@Suite(.whenQuiet) struct StreamTests {
    @Test("Bytes pass both ways, and closing one end ends the other's stream", arguments: Family.allCases)
    func exchange(_ family: Family) async throws {
        let (client, server) = try await connectedPair(family)
        #expect(await client.send([1, 2, 3], until: patience) == .sent)
        #expect(await server.receive(until: patience) == .bytes([1, 2, 3]))
        #expect(await server.send([4], until: patience) == .sent)
        #expect(await client.receive(until: patience) == .bytes([4]))
        #expect(await client.send([], until: patience) == .sent)
        await client.close()
        #expect(await server.receive(until: patience) == .closed)
        #expect(await client.receive(until: patience) == .closed)
        #expect(await client.send([1], until: patience) == .closed)
    }

    @Test("After a half-close the other direction still works", arguments: Family.allCases)
    func halfClose(_ family: Family) async throws {
        let (client, server) = try await connectedPair(family)
        #expect(await client.send([1], until: patience) == .sent)
        await client.finishSending()
        #expect(await server.receive(until: patience) == .bytes([1]))
        #expect(await server.receive(until: patience) == .closed)
        #expect(await server.send([2], until: patience) == .sent)
        #expect(await client.receive(until: patience) == .bytes([2]))
    }

    @Test("A large transfer arrives whole, two senders' messages unmixed", arguments: Family.allCases)
    func largeTransfer(_ family: Family) async throws {
        let (client, server) = try await connectedPair(family)
        let size = 6_000_000
        let senders = [1, 2].map { (value: UInt8) in
            Task { await client.send([UInt8](repeating: value, count: size), until: patience) }
        }
        var received: [UInt8] = []
        while received.count < 2 * size {
            guard case .bytes(let bytes) = await server.receive(until: patience) else { break }
            received += bytes
        }
        for sender in senders { #expect(await sender.value == .sent) }
        let first = try #require(received.first)
        let expected = [UInt8](repeating: first, count: size) + [UInt8](repeating: 3 - first, count: size)
        // Compared here: of two arrays `#expect` would work out the difference, which takes it hours.
        let isWhole = received == expected
        #expect(isWhole, "\(received.count) bytes")
    }

    @Test(
        "A peer that does not read stops the sender, and who waits behind it, at their deadlines",
        arguments: Family.allCases)
    func backPressure(_ family: Family) async throws {
        let (client, server) = try await connectedPair(family)
        let size = 50_000_000
        let first = Task { await client.send([UInt8](repeating: 0, count: size), until: .distantFuture) }
        #expect(await client.send([UInt8](repeating: 1, count: size), until: soon(100)) != .sent)
        first.cancel()
        guard case .timedOut(let sent) = await first.value else {
            Issue.record("not timed out")
            return
        }
        #expect((0..<size).contains(sent))
        await server.close()
    }

    @Test("Closing with unread data resets the peer, and writing after that does not kill", arguments: Family.allCases)
    func reset(_ family: Family) async throws {
        let (client, server) = try await connectedPair(family)
        #expect(await client.send([1], until: patience) == .sent)
        // The data is there, but nobody has read it.
        await server.close()
        #expect(await client.receive(until: patience) == .reset)
        #expect(await client.send([1], until: patience) == .reset)
        #expect(await client.send([1], until: patience) == .reset)
    }

    @Test("Receiving ends at the deadline, on cancellation and with close()")
    func waits() async throws {
        let (client, _server) = try await connectedPair(.v4)
        #expect(await client.receive(until: soon(20)) == .timedOut)
        let cancelled = Task { await client.receive(until: .distantFuture) }
        cancelled.cancel()
        #expect(await cancelled.value == .timedOut)
        let closed = Task { await client.receive(until: .distantFuture) }
        await client.close()
        #expect(await closed.value == .closed)
        await _server.close()
    }

    @Test("Data that has arrived wins over a deadline that has passed")
    func arrivedData() async throws {
        let (client, server) = try await connectedPair(.v4)
        #expect(await client.send([1], until: patience) == .sent)
        #expect(await server.receive(until: patience) == .bytes([1]))
        #expect(await server.send([2], until: soon(-1000)) == .sent)
        #expect(await client.receive(until: patience) == .bytes([2]))
        #expect(await client.receive(until: soon(-1000)) == .timedOut)
    }
}
