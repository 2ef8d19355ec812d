import SIP
import Testing

/// RFC 3261 9.1: CANCEL, and the answers that cross it.
@Suite struct CancelTests {
    @Test func atTheFirstRinging() throws {
        let code = 180
        var clock = try CallClock { $0.ringMs = 0 }
        try clock.respond(100, at: 10)
        try clock.respond(code, at: 100)
        try clock.respond(200, to: .cancel, at: 110)
        try clock.respond(487, at: 120)
        #expect(
            clock.log == [
                "0 -> INVITE", "10 provisional 100", "100 provisional \(code)", "100 -> CANCEL",
                "110 CANCEL answered 200", "120 -> ACK", "120 rejected 487", "120 ended: cancelled (ring), 487",
            ])
        let invite = try clock.last(.invite)
        let cancel = try clock.last(.cancel)
        #expect(cancel.topVia == invite.topVia)
        #expect(cancel.requestURIText == invite.requestURIText)
        #expect(cancel.cseq == CSeq(1, .cancel))
        #expect(cancel.to?.tag == nil)
    }

    /// Forwarded, queued, early media: it may ring, or an announcement may tell why the call is about to fail.
    @Test(arguments: [181, 182, 183]) func afterAWhileOfProgress(_ code: Int) throws {
        var clock = try CallClock {
            $0.ringMs = 0
            $0.progressMs = 5000
        }
        try clock.respond(code, at: 100)
        try clock.respond(code, at: 3000)
        clock.run(before: 5101)
        #expect(clock.log.suffix(2) == ["3000 provisional \(code)", "5100 -> CANCEL"])
    }

    @Test func theRingingIsCounted() throws {
        var clock = try CallClock()
        try clock.respond(180, at: 100)
        try clock.respond(183, at: 15_000)
        clock.run(before: 20_101)
        #expect(clock.log.suffix(2) == ["15000 provisional 183", "20100 -> CANCEL"])
    }

    @Test func a199RingsNobody() throws {
        var clock = try CallClock { $0.ringMs = 0 }
        try clock.respond(199, at: 100)
        #expect(clock.log.last == "100 provisional 199")
    }

    @Test func aCancelIsRepeatedUntilItsAnswer() throws {
        var clock = try CallClock { $0.ringMs = 0 }
        try clock.respond(180, at: 100)
        clock.run()
        let cancels = clock.log.filter { $0.hasSuffix("CANCEL") }
        #expect(
            cancels.prefix(5) == [
                "100 -> CANCEL", "600 -> CANCEL", "1600 -> CANCEL", "3600 -> CANCEL", "7600 -> CANCEL",
            ])
        #expect(cancels.count == 11)
        #expect(
            clock.log.suffix(3) == [
                "32100 ended: cancelled (ring), no answer", "32100 CANCEL unanswered", "32100 terminated",
            ])
    }

    @Test func theFinalAnswerIsAwaited() throws {
        var clock = try CallClock { $0.ringMs = 0 }
        try clock.respond(180, at: 100)
        try clock.respond(481, to: .cancel, at: 200)
        try clock.respond(480, at: 30_000)
        #expect(clock.log.suffix(3) == ["30000 -> ACK", "30000 rejected 480", "30000 ended: cancelled (ring), 480"])
    }

    @Test func anAnswerThatCrossesIsHungUp() throws {
        var clock = try CallClock { $0.ringMs = 0 }
        try clock.respond(180, at: 100)
        try clock.respond(200, at: 110)
        try clock.respond(481, to: .cancel, at: 120)
        try clock.respond(200, to: .bye, at: 130)
        #expect(
            clock.log.suffix(6) == [
                "110 -> ACK sip:b1@192.0.2.9", "110 answered 200 b1", "110 -> BYE sip:b1@192.0.2.9",
                "120 CANCEL answered 481", "130 BYE answered 200", "130 ended: hung up (ring), 200",
            ])
    }

    /// No CANCEL before a provisional answer; the retransmitted INVITE brings that about.
    @Test func hungUpBeforeAnyAnswer() throws {
        var clock = try CallClock()
        clock.perform(.hangUp, at: 50)
        try clock.respond(100, at: 520)
        try clock.respond(200, to: .cancel, at: 530)
        try clock.respond(487, at: 540)
        clock.run(before: 10_000)
        #expect(
            clock.log == [
                "0 -> INVITE", "500 -> INVITE", "520 provisional 100", "520 -> CANCEL", "530 CANCEL answered 200",
                "540 -> ACK", "540 rejected 487", "540 ended: cancelled (hangUp), 487",
            ])
    }

    @Test(arguments: [CallEvent.hangUp, .abort]) func neverAnswered(_ event: CallEvent) throws {
        var clock = try CallClock { $0.graceMs = 1_000 }
        clock.perform(event, at: 50)
        clock.run()
        #expect(
            clock.log == [
                "0 -> INVITE", "500 -> INVITE", "1050 ended: abandoned (\(event == .abort ? "abort" : "hangUp"))",
                "1050 terminated",
            ])
        #expect(clock.deadlines.isEmpty)
    }

    @Test func abortedAndThenAnswered() throws {
        var clock = try CallClock()
        clock.perform(.abort, at: 50)
        try clock.respond(200, at: 1_000)
        try clock.respond(200, to: .bye, at: 1_010)
        #expect(
            clock.log.suffix(6) == [
                "1000 -> ACK sip:b1@192.0.2.9", "1000 answered 200 b1", "1000 -> BYE sip:b1@192.0.2.9",
                "1010 BYE answered 200", "1010 ended: hung up (abort), 200", "1010 terminated",
            ])
        #expect(clock.deadlines.isEmpty)
    }

    @Test func anAbortIsBounded() throws {
        var ringing = try CallClock()
        try ringing.respond(180, at: 100)
        ringing.perform(.abort, at: 200)
        ringing.run()
        #expect(
            ringing.log.suffix(5) == [
                "200 -> CANCEL", "700 -> CANCEL", "1700 -> CANCEL", "2200 ended: cancelled (abort), no answer",
                "2200 terminated",
            ])

        var talking = try CallClock()
        try talking.respond(200, at: 100)
        talking.perform(.hangUp, at: 200)
        talking.perform(.abort, at: 300)
        talking.run()
        #expect(talking.log.suffix(2) == ["2300 ended: hung up (hangUp), no answer", "2300 terminated"])
    }

    @Test func anAbortAfterTheEndEndsAtOnce() throws {
        var clock = try CallClock()
        try clock.respond(486, at: 100)
        clock.perform(.abort, at: 200)
        #expect(clock.log.suffix(2) == ["100 ended: rejected", "200 terminated"])
        #expect(clock.deadlines.isEmpty)
    }
}
