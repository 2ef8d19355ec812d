import SIP
import Testing

@Suite struct InviteClientTransactionTests {
    private let request: Message
    private let resends = [0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]

    init() throws {
        request = try Samples.request(.invite)
    }

    private func clock(isReliable: Bool = false, timers: TimerSettings = TimerSettings())
        -> VirtualClock<InviteClientTransaction>
    {
        VirtualClock(InviteClientTransaction(request: request, isReliable: isReliable, timers: timers))
    }

    private func response(_ code: Int, tag: String = "b1") throws -> Message {
        try Samples.response(to: request, code, tag: tag)
    }

    @Test func silence() {
        var clock = clock()
        clock.run()
        #expect(clock.times(of: "send INVITE") == resends)
        #expect(clock.log.suffix(2) == ["32000 timed out", "32000 terminated"])
        #expect(clock.sent.allSatisfy { $0 == request.bytes })
        #expect(clock.timersRunning.isEmpty)
    }

    @Test func silenceOnAStream() {
        var clock = clock(isReliable: true)
        clock.run()
        #expect(clock.log == ["0 send INVITE", "32000 timed out", "32000 terminated"])
    }

    @Test func anotherT1() {
        var clock = clock(timers: TimerSettings(t1: 100))
        clock.run()
        #expect(clock.times(of: "send INVITE") == resends.map { $0 / 5 })
        #expect(clock.times(of: "timed out") == [6_400])
    }

    @Test(arguments: [0, 200, 600, 4_000]) func aProvisionalAnswerStopsRetransmission(_ time: Int) throws {
        var clock = clock()
        clock.receive(try response(180), at: time)
        #expect(clock.timersRunning.isEmpty)
        clock.run()
        #expect(clock.times(of: "send INVITE") == resends.filter { $0 <= time })
        #expect(clock.transaction.state == .proceeding)
        clock.receive(try response(183), at: 100_000)
        #expect(clock.delivered.map(\.statusCode) == [180, 183])
    }

    @Test func rejectedOverUDP() throws {
        var clock = clock()
        clock.receive(try response(100), at: 20)
        clock.receive(try response(486), at: 700)
        clock.receive(try response(486), at: 1_200)
        clock.receive(try response(180), at: 1_300)
        clock.receive(try response(486), at: 32_600)
        clock.receive(try response(486), at: 33_000)
        #expect(
            clock.log == [
                "0 send INVITE", "20 deliver 100", "700 send ACK", "700 deliver 486", "1200 send ACK", "32600 send ACK",
                "32700 terminated",
            ])
        let acks = clock.sent.dropFirst()
        #expect(Set(acks).count == 1)
        let ack = try message(try #require(acks.first))
        #expect(ack.to?.tag == "b1")
        #expect(ack.topVia == request.topVia)
        #expect(ack.cseq == CSeq(7, .ack))
        #expect(ack.requestURIText == request.requestURIText)
    }

    @Test func rejectedOverAStream() throws {
        var clock = clock(isReliable: true)
        clock.receive(try response(486), at: 700)
        clock.receive(try response(486), at: 800)
        #expect(clock.log == ["0 send INVITE", "700 send ACK", "700 deliver 486", "700 terminated"])
        #expect(clock.timersRunning.isEmpty)
    }

    /// RFC 6026: every 2xx goes up for 64 T1, and is acknowledged there.
    @Test(arguments: [false, true]) func accepted(_ isReliable: Bool) throws {
        var clock = clock(isReliable: isReliable)
        clock.receive(try response(200), at: 300)
        clock.receive(try response(200), at: 800)
        clock.receive(try response(200, tag: "fork"), at: 900)
        clock.receive(try response(180), at: 1_000)
        clock.receive(try response(486), at: 1_100)
        clock.run()
        #expect(
            clock.log == [
                "0 send INVITE", "300 deliver 200", "800 deliver 200", "900 deliver 200", "32300 terminated",
            ])
        #expect(clock.delivered.map(\.to?.tag) == ["b1", "b1", "fork"])
    }

    @Test func anAnswerAfterARejectionIsPassedOn() throws {
        var clock = clock()
        clock.receive(try response(486), at: 100)
        clock.receive(try response(200, tag: "fork"), at: 200)
        #expect(clock.log.last == "200 deliver 200")
        #expect(clock.transaction.state == .completed)
    }

    @Test func straysChangeNothing() throws {
        var clock = clock()
        var other = try Samples.builder(.invite)
        other.via = Via(transport: "UDP", sentBy: Samples.source, branch: "z9hG4bK2")
        clock.receive(try Samples.response(to: try other.build(), 200), at: 100)
        clock.receive(request, at: 200)
        clock.run(until: 600)
        #expect(clock.log == ["0 send INVITE", "100 stray branch", "200 stray statusLine", "500 send INVITE"])
        #expect(clock.delivered.isEmpty)
    }

    @Test func transportErrors() throws {
        var calling = clock()
        calling.fail(at: 3)
        #expect(calling.log == ["0 send INVITE", "3 transport failed", "3 terminated"])
        #expect(calling.timersRunning.isEmpty)
        calling.receive(try response(200), at: 10)
        #expect(calling.delivered.isEmpty)

        var accepted = clock()
        accepted.receive(try response(200), at: 1)
        accepted.fail(at: 2)
        #expect(accepted.transaction.state == .accepted)

        var completed = clock()
        completed.receive(try response(500), at: 1)
        completed.fail(at: 2)
        #expect(completed.log.suffix(2) == ["2 transport failed", "2 terminated"])
        #expect(completed.timersRunning.isEmpty)
    }

    @Test func eventsOutOfTurnAreIgnored() throws {
        var transaction = InviteClientTransaction(request: request, isReliable: true)
        #expect(transaction.handle(.received(try response(200))) == [])
        #expect(transaction.handle(.transportError) == [])
        _ = transaction.handle(.start)
        #expect(transaction.handle(.start) == [])
        for timer in [TransactionTimer.a, .d, .e, .f, .k, .m] { #expect(transaction.handle(.timer(timer)) == []) }
    }
}
