import Net
import RTP
import TestSupport
import Testing

@testable import Probes

/// What is sent, when and where to.
@NetActor
@Suite struct MediaSessionTests {
    @Test func silenceEveryTwentyMilliseconds() async throws {
        let bench = try MediaBench()
        let result = try await bench.call(ms: 990) { _ in [] }
        let sent = bench.sent(.rtp)
        #expect(sent.map(\.ms) == Array(stride(from: 0, through: 980, by: 20)))
        #expect(sent.allSatisfy { $0.local.port == bench.session.port && $0.remote == MediaBench.remote })
        let packets = sent.compactMap { RTPPacket($0.bytes) }
        #expect(packets.map(\.marker) == [true] + [Bool](repeating: false, count: 49))
        #expect(packets.allSatisfy { $0.payloadType == 0 && $0.payload == [UInt8](repeating: 0xff, count: 160) })
        #expect(packets[49].sequence &- packets[0].sequence == 49)
        #expect(packets[49].timestamp &- packets[0].timestamp == 49 * 160)
        #expect(result.sent == 50 && result.wasStarted)
    }

    /// A short delay is caught up with; after a long one the stream goes on from there.
    @Test(arguments: [
        (50, [0, 20, 40, 60, 80, 150, 150, 150, 160, 180, 200]), (500, [0, 20, 40, 60, 80, 600, 620, 640]),
    ])
    func delays(_ stall: Int, _ times: [Int]) async throws {
        let bench = try MediaBench()
        let network = bench.network
        _ = network.time.schedule(at: network.time.now.adding(milliseconds: 99)) { network.stallMs = stall }
        _ = try await bench.call(ms: stall == 50 ? 210 : 650) { _ in [] }
        #expect(bench.sent(.rtp).map(\.ms) == times)
    }

    /// A report at once, then every five seconds, and a goodbye.
    @Test func reports() async throws {
        let bench = try MediaBench()
        _ = try await bench.call(ms: 11_010) { _ in [] }
        let sent = bench.sent(.rtcp)
        #expect(sent.map(\.ms) == [0, 5000, 10_000, 11_010])
        #expect(sent.allSatisfy { $0.local.port == bench.session.port + 1 && $0.remote.port == 4001 })
        let last = try #require(sent.last.flatMap { RTCPPacket.parse($0.bytes) })
        guard case .senderReport(let ssrc, let info, []) = last[0], case .description(ssrc, let name?) = last[1] else {
            Issue.record("\(last)")
            return
        }
        #expect(last[2] == .goodbye(ssrcs: [ssrc]) && last.count == 3)
        #expect(info.packets == 551 && info.octets == 551 * 160 && !name.isEmpty)
        #expect(info.time == NTPTime(unixMilliseconds: 1_800_000_011_010))
    }

    @Test func reportsGoWhereTheSDPWantsThem() async throws {
        let bench = try MediaBench()
        var plan = MediaBench.plan()
        plan.control = Endpoint(MediaBench.remote.address, port: 9)
        _ = try await bench.call(plan) { _ in [] }
        #expect(Set(bench.sent(.rtcp).map(\.remote.port)) == [9])
    }

    /// Our report on their stream names their last report; theirs on ours is kept.
    @Test func reportsOnBothStreams() async throws {
        let bench = try MediaBench()
        let info = RTCPPacket.SenderInfo(
            time: NTPTime(rawValue: 0x1_2345_6789_0000), timestamp: 0, packets: 1, octets: 1)
        let result = try await bench.call(ms: 5010) { sent in
            guard !sent.isRTP else {
                guard var packet = RTPPacket(sent.bytes) else { return [] }
                packet.ssrc = 77
                return [.datagram(packet.bytes, from: sent.remote, afterMs: 30)]
            }
            guard case .senderReport(let ssrc, _, _)? = RTCPPacket.parse(sent.bytes)?.first, sent.ms == 0 else {
                return []
            }
            let block = ReportBlock(ssrc: ssrc, fractionLost: 1, lost: 2, highestSequence: 3, jitter: 4)
            let other = ReportBlock(ssrc: 5, fractionLost: 0, lost: 0, highestSequence: 0, jitter: 0)
            let report = RTCPPacket.senderReport(ssrc: 77, info, [block, other])
            return [.datagram(report.bytes, from: sent.remote, afterMs: 1000)]
        }
        #expect(result.peerReport?.lost == 2)
        let report = try #require(bench.sent(.rtcp).first { $0.ms == 5000 })
        guard case .senderReport(_, _, let blocks)? = RTCPPacket.parse(report.bytes)?.first else {
            Issue.record("no sender report")
            return
        }
        #expect(blocks.map(\.ssrc) == [77] && blocks.map(\.lastReport) == [0x2345_6789])
        // Four seconds since it came.
        #expect(blocks.map(\.delay) == [4 * 65_536])
    }

    @Test func endsOnceHoweverOftenItIsAsked() async throws {
        let bench = try MediaBench()
        let (session, time) = (bench.session, bench.network.time)
        let sent = await bench.network.clock.run {
            session.start(MediaBench.plan())
            await time.sleep(until: time.now.adding(milliseconds: 50))
            let task = Task { await session.stop() }
            task.cancel()
            return [await task.value.sent, await session.stop().sent, await session.stop().sent]
        }
        #expect(sent?.value == [3, 3, 3])
        #expect(bench.sent(.rtcp).count == 2 && bench.network.openSockets == 0)
        session.start(MediaBench.plan())
        await bench.network.clock.advance(milliseconds: 100)
        #expect(bench.sent(.rtp).count == 3)
    }

    /// No answer: nothing is sent, and the ports are free again.
    @Test func unansweredCall() async throws {
        let bench = try MediaBench()
        let session = bench.session
        bench.network.deliver([0x80, 0, 0, 1], from: MediaBench.remote, to: session.port)
        bench.network.deliver([0x80, 0, 0, 2], from: MediaBench.remote, to: session.port)
        bench.network.deliver([0x80, 200, 0, 2], from: MediaBench.remote, to: session.port + 1)
        await bench.network.clock.advance(milliseconds: 10)
        let result = await bench.network.clock.run { await session.stop() }
        #expect(result?.value.early == 2 && result?.value.wasStarted == false)
        #expect(bench.network.sent.isEmpty && bench.network.openSockets == 0)
    }

    @Test func ports() async throws {
        let network = FakeNetwork()
        let ports = MediaPorts()
        let sessions = try (0..<200).map { _ in
            try MediaSession.open(beside: MediaBench.local, ports: ports, on: network).get()
        }
        #expect(Set(sessions.map(\.port)).count == 200)
        #expect(sessions.allSatisfy { $0.port >= 10_000 && $0.port.isMultiple(of: 2) })
        #expect(network.sockets.map(\.local.address) == [IPAddress](repeating: FakeNetwork.host, count: 400))
        #expect(
            zip(sessions, stride(from: 1, to: 400, by: 2)).allSatisfy { $0.port + 1 == network.sockets[$1].local.port })
        for session in sessions { _ = await session.stop() }
        #expect(network.openSockets == 0)
    }

    /// Another program has the RTP port, or the RTCP port: the next pair is taken.
    @Test(arguments: [0, 1])
    func takenPort(_ place: Int) async throws {
        let network = FakeNetwork()
        var asked: [UInt16] = []
        network.bind = { local in
            asked.append(local.port)
            return asked.count == place + 1 ? LocalError(.addressInUse, call: "bind") : nil
        }
        let session = try MediaSession.open(beside: MediaBench.local, ports: MediaPorts(), on: network).get()
        #expect(asked.count == place + 3 && network.openSockets == 2)
        #expect(session.port == asked[place + 1] && session.port.isMultiple(of: 2))
        _ = await session.stop()
    }

    @Test func everyPortTaken() throws {
        let network = FakeNetwork()
        var tries = 0
        network.bind = { _ in
            tries += 1
            return LocalError(.addressInUse, call: "bind")
        }
        let result = MediaSession.open(beside: MediaBench.local, ports: MediaPorts(), on: network)
        #expect(throws: LocalError(.addressInUse, call: "bind")) { try result.get() }
        #expect(tries == 50)
    }

    @Test func anAddressThatIsNotOurs() throws {
        let network = FakeNetwork()
        network.bind = { _ in LocalError(.addressNotAvailable, call: "bind") }
        let result = MediaSession.open(beside: MediaBench.local, ports: MediaPorts(), on: network)
        #expect(throws: LocalError(.addressNotAvailable, call: "bind")) { try result.get() }
    }
}
