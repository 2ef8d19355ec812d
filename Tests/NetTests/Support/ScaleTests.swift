import Glibc
import Net
import TestSupport
import Testing

@Suite(.whenQuiet) struct ScaleTests {
    /// A transaction's id in the datagram, and back out of whatever answers it.
    private static func encode(_ index: Int) -> [UInt8] { [UInt8(index & 255), UInt8(index >> 8)] }

    @Test(
        "2,000 concurrent exchanges over one socket, half answered, half refused: none is lost",
        arguments: Family.allCases)
    func exchanges(_ family: Family) async throws {
        let count = 2000
        let server = try await openSocket(family.loopback)
        let target = await server.local
        let closed = closedPort(family)
        let echo = Task {
            while let request = await server.receive(until: .distantFuture)?.datagram {
                _ = await server.send(request.bytes, to: request.from)
            }
        }

        let client = try await openSocket(family.loopback)
        let mailboxes = await NetActor.run { (0..<count).map { _ in Mailbox<DatagramEvent>(capacity: 4) } }
        let demultiplexer = Task { @NetActor in
            while let event = await client.receive(until: .distantFuture) {
                let bytes = event.datagram?.bytes ?? event.icmp?.payload ?? []
                guard bytes.count == 2 else { continue }
                mailboxes[Int(bytes[0]) | Int(bytes[1]) << 8].deliver(event)
            }
        }

        let right = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<count {
                group.addTask {
                    let isAnswered = index.isMultiple(of: 2)
                    _ = await client.send(Self.encode(index), to: isAnswered ? target : closed)
                    let event = await mailboxes[index].receive(until: patience)
                    return isAnswered ? event?.datagram?.from == target : event?.icmp?.kind == .portUnreachable
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(right == count)
        await server.close()
        await client.close()
        await echo.value
        await demultiplexer.value
    }

    @Test("No way of ending leaks a descriptor")
    func descriptors() async throws {
        let rounds = 150
        // An address of its own, so that only the sockets of this test are counted.
        let own = IPAddress.v4(0x7FA0_0000 | .random(in: 1..<0xFFFF))
        let closed = Endpoint(own, port: 1)
        let unboundBefore = try await OwnSockets.unlisted()
        for _ in 0..<rounds {
            _ = try await openSocket(own)
            _ = await network.connect(to: closed, from: Endpoint(own, port: 0), until: patience)
            _ = await network.openDatagramSocket(at: try #require(Endpoint("192.0.2.1:0")))
            _ = await network.sourceAddress(toward: closed)
            let (client, server) = try await connectedPair(own)
            await server.close()
            _ = await client.receive(until: patience)
            let waiting = Task { await client.receive(until: .distantFuture) }
            waiting.cancel()
            _ = await waiting.value
        }
        // Deinitializers that had to travel to the reactor's thread are behind this in its queue.
        await NetActor.run {}
        #expect(try await OwnSockets.count(at: ["\(OwnSockets.hex(own)):"]) == 0)
        // Sockets without an address are nobody's by name; a leak would show in every round.
        #expect(try await OwnSockets.unlisted() - unboundBefore < rounds / 2)
    }
}
