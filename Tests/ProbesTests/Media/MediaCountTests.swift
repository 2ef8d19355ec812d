import Diagnosis
import Net
import RTP
import TLS
import TestSupport
import Testing

@testable import Probes

/// What comes back, and what is made of it.
@NetActor
@Suite struct MediaCountTests {
    private static let elsewhere = Endpoint(.v4(0xCB00_710B), port: 4002)

    private func check(_ result: MediaResult, _ verdict: MediaVerdict) throws {
        #expect(MediaVerdict(result) == verdict)
        for (name, value) in result.facts {
            let fact = try #require(CallEvidence.facts.first { $0.name == name }, "\(name)")
            #expect(value.fits(fact.type), "\(name) is \(value)")
        }
    }

    @Test func echoed() async throws {
        let result = try await MediaBench().call { $0.echo(afterMs: 30) }
        try check(result, .twoWay)
        #expect(result.sent == 50 && result.received == 49 && result.lost == 0 && result.jitterMs == 0)
        #expect(result.firstPacketMs == 30 && result.maxGapMs == 20 && result.payloadTypes == [0])
        #expect(
            result.facts == [
                "media": .text("two_way"), "rtp_sent": .number(50), "rtp_received": .number(49), "rtp_lost": .number(0),
                "rtp_loss_percent": .number(0), "rtp_jitter_ms": .number(0), "rtp_first_ms": .number(30),
                "rtp_from": .text("203.0.113.10:4000"), "rtp_from_differs": .flag(false), "rtp_early": .number(0),
            ])
    }

    /// Every fifth packet lost, every tenth doubled, every second one late by 8 ms, and none in the last 300 ms.
    @Test func badLine() async throws {
        var count = 0
        let result = try await MediaBench().call(ms: 1300) { sent in
            guard sent.isRTP, sent.ms < 980 else { return [] }
            count += 1
            if count % 5 == 0 { return [] }
            let echo = sent.echo(afterMs: count % 2 == 0 ? 18 : 10)
            return count % 10 == 1 ? echo + echo : echo
        }
        try check(result, .twoWay)
        #expect(result.received == 40 && result.lost == 9 && result.duplicates == 5 && result.longestLossRun == 1)
        #expect(result.facts["rtp_loss_percent"] == .number(18.4))
        #expect(result.jitterMs > 3 && result.jitterMs < 8)
        #expect(result.maxGapMs >= 300)
    }

    @Test func nothingComesBack() async throws {
        let result = try await MediaBench().call { _ in [] }
        try check(result, .noInbound)
        #expect(
            result.facts == [
                "media": .text("no_inbound"), "rtp_sent": .number(50), "rtp_received": .number(0),
                "rtp_early": .number(0),
            ])
    }

    /// A firewall's word about the RTP is kept; about RTCP nobody needs to care.
    @Test func refused() async throws {
        let result = try await MediaBench().call { sent in
            sent.isRTP ? [sent.icmp(3, 13, from: "198.51.100.1")] : [sent.icmp(3, 3, from: "203.0.113.10")]
        }
        try check(result, .noInbound)
        #expect(result.icmp == "ICMP 3/13 administratively prohibited from 198.51.100.1")
        #expect(try await MediaBench().call { $0.isRTP ? [] : [$0.icmp(3, 3, from: "203.0.113.10")] }.icmp == nil)
    }

    @Test func fromElsewhere() async throws {
        let bench = try MediaBench()
        let result = try await bench.call { $0.echo(from: Self.elsewhere) }
        try check(result, .elsewhere)
        #expect(result.from == Self.elsewhere && result.fromDiffers)
        #expect(Set(bench.sent(.rtp).map(\.remote)) == [MediaBench.remote], "the SDP's address is the one agreed")
    }

    /// An announcement from another server first, then the SDP's address.
    @Test func fromBoth() async throws {
        let result = try await MediaBench().call { $0.echo(from: $0.ms < 500 ? Self.elsewhere : nil) }
        try check(result, .twoWay)
        #expect(result.from == MediaBench.remote && !result.fromDiffers)
    }

    /// The other side moves its media during the call.
    @Test func moved() async throws {
        let bench = try MediaBench()
        let session = bench.session
        _ = bench.network.time.schedule(at: bench.network.time.now.adding(milliseconds: 500)) {
            session.move(to: Self.elsewhere)
        }
        let result = try await bench.call { $0.echo() }
        try check(result, .twoWay)
        #expect(Set(bench.sent(.rtp).filter { $0.ms > 500 }.map(\.remote)) == [Self.elsewhere])
        #expect(result.from == MediaBench.remote)
    }

    /// The far side does not know its public address: our media follows its.
    @Test func privateAddressGivesWay() async throws {
        let bench = try MediaBench()
        let announced = Endpoint(.v4(0x0A00_0005), port: 4000)
        let result = try await bench.call(MediaBench.plan(to: announced)) { $0.echo(from: Self.elsewhere) }
        try check(result, .elsewhere)
        #expect(bench.sent(.rtp).map(\.remote).prefix(2) == [announced, announced])
        #expect(Set(bench.sent(.rtp).dropFirst(2).map(\.remote)) == [Self.elsewhere])
        #expect(bench.sent(.rtcp).last?.remote.port == 4003)
    }

    @Test func early() async throws {
        let bench = try MediaBench()
        for _ in 0..<3 { bench.network.deliver([0x80, 0, 0, 1], from: MediaBench.remote, to: bench.session.port) }
        await bench.network.clock.advance(milliseconds: 10)
        let result = try await bench.call { $0.echo() }
        try check(result, .twoWay)
        #expect(result.early == 3 && result.received == 49)
    }

    @Test func held() async throws {
        for remote in [Endpoint(.anyIPv4, port: 4000), Endpoint(MediaBench.remote.address, port: 0)] {
            let bench = try MediaBench()
            try check(try await bench.call(MediaBench.plan(to: remote)) { _ in [] }, .none)
            #expect(bench.network.sent.isEmpty)
        }
        let bench = try MediaBench()
        var plan = MediaBench.plan()
        plan.sends = false
        try check(try await bench.call(plan) { _ in [] }, .none)
        #expect(bench.network.sent.isEmpty)
    }

    @Test func noRoute() async throws {
        let bench = try MediaBench()
        let error = LocalError(.noRoute, code: 101, call: "sendto")
        bench.network.refuse = { _ in error }
        let result = try await bench.call { _ in [] }
        try check(result, .none)
        #expect(result.sent == 0 && result.sendError == error)
    }

    /// A codec that nobody offered; DTLS where RTP is to be. ICE's questions are no media at all.
    @Test(
        arguments: [
            ([0x80, 18, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0], MediaVerdict.undecodable, 1),
            ([22, 0xfe, 0xfd, 0], .undecodable, 0), ([0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42], .noInbound, 0),
            ([0x80, 101, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0], .twoWay, 1), ([0x80, 0, 0, 1], .noInbound, 0),
        ] as [([UInt8], MediaVerdict, Int)])
    func otherThings(_ bytes: [UInt8], _ verdict: MediaVerdict, _ received: Int) async throws {
        let result = try await MediaBench().call { sent in
            sent.isRTP && sent.ms == 0 ? [.datagram(bytes, from: sent.remote, afterMs: 5)] : []
        }
        try check(result, verdict)
        #expect(result.received == received)
    }

    /// The echo sends our own packets back: with our key in the answer they can be read, with another one they cannot.
    @Test(arguments: SRTPSuite.allCases, [true, false])
    func encrypted(_ suite: SRTPSuite, _ isSameKey: Bool) async throws {
        let key = try #require(SRTPMasterKey([UInt8](repeating: 7, count: 30)))
        let other = try #require(SRTPMasterKey([UInt8](repeating: 8, count: 30)))
        let encryption = try MediaEncryption(suite, local: key, remote: isSameKey ? key : other)
        let bench = try MediaBench()
        let result = try await bench.call(MediaBench.plan(encryption: encryption)) { $0.echo() + $0.echo(afterMs: 31) }
        try check(result, isSameKey ? .twoWay : .undecodable)
        #expect(result.received == (isSameKey ? 49 : 0) && result.srtpFailures == (isSameKey ? 0 : 98))
        #expect(result.duplicates == (isSameKey ? 49 : 0))
        #expect(bench.sent(.rtp).allSatisfy { $0.bytes.count == 172 + (suite == .aes128SHA1Tag80 ? 10 : 4) })
        var receiver = SRTPReceiver(suite, key: key, encryption.primitives)
        let goodbye = try #require(bench.sent(.rtcp).last).bytes
        #expect(RTCPPacket.parse(try receiver.unprotectControl(goodbye))?.count == 3)
    }
}
