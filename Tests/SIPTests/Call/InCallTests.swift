import SIP
import Testing

/// What the other side asks while the call is up, and its BYE.
@Suite struct InCallTests {
    private func talking(_ change: (inout CallPlan) throws -> Void = { _ in }) throws -> CallClock {
        var clock = try CallClock { plan in
            plan.talkMs = 60_000
            try change(&plan)
        }
        try clock.respond(200, body: "answer", at: 100)
        return clock
    }

    @Test func requestsAreAnswered() throws {
        var clock = try talking()
        try clock.ask(.options, 1, at: 200)
        try clock.ask(.info, 2, at: 300)
        try clock.ask(.refer, 3, at: 400)
        try clock.ask(.info, 2, branch: "z9hG4bKother", at: 500)
        #expect(
            clock.log.suffix(8) == [
                "200 asked OPTIONS: 200", "200 -> 200", "300 asked INFO: 200", "300 -> 200", "400 asked REFER: 405",
                "400 -> 405", "500 asked INFO: 500", "500 -> 500",
            ])
    }

    @Test func aRepeatedRequestGetsTheSameAnswer() throws {
        var clock = try talking()
        try clock.ask(.info, 1, at: 200)
        try clock.ask(.info, 1, at: 700)
        #expect(clock.log.suffix(3) == ["200 asked INFO: 200", "200 -> 200", "700 -> 200"])
        #expect(clock.sent.suffix(2).map(\.bytes).first == clock.sent.last?.bytes)
    }

    /// RFC 3581: the answer goes where the request came from, and says so.
    @Test func answersGoBackToTheirSource() throws {
        var clock = try talking()
        var other = clock
        try other.ask(.options, 1, at: 200)
        let request = try CallClock.request(.options, 1, in: clock.call.plan)
        clock.receive(request, from: Via.SentBy(host: .ipv4([198, 51, 100, 4]), port: 5_070), at: 200)
        #expect(clock.log.last == "200 -> 200 198.51.100.4:5070")
        #expect(clock.sent.last?.topVia?.received == .ipv4([198, 51, 100, 4]))
        #expect(other.log.last == "200 -> 200")
    }

    @Test func theirByeEndsTheCall() throws {
        var clock = try talking()
        try clock.ask(.bye, 1, at: 200)
        try clock.ask(.bye, 1, at: 700)
        try clock.ask(.options, 2, at: 800)
        clock.run()
        #expect(
            clock.log.suffix(8) == [
                "200 asked BYE: 200", "200 -> 200", "200 remote hung up", "200 ended: remote hung up", "700 -> 200",
                "800 asked OPTIONS: 481", "800 -> 481", "32100 terminated",
            ])
    }

    @Test func bothHangUp() throws {
        var clock = try talking()
        clock.perform(.hangUp, at: 200)
        try clock.ask(.info, 1, at: 205)
        try clock.ask(.bye, 2, at: 210)
        try clock.respond(481, to: .bye, at: 220)
        #expect(
            clock.log.suffix(8) == [
                "200 -> BYE sip:b1@192.0.2.9", "205 asked INFO: 481", "205 -> 481", "210 asked BYE: 200",
                "210 -> 200", "210 remote hung up", "210 ended: remote hung up", "220 BYE answered 481",
            ])
    }

    @Test func theByeGoesUnanswered() throws {
        var clock = try talking()
        clock.perform(.hangUp, at: 200)
        clock.run()
        #expect(
            clock.log.suffix(3) == [
                "32200 BYE unanswered", "32200 ended: hung up (hangUp), no answer", "32200 terminated",
            ])
    }

    @Test(arguments: [408, 481, 500]) func anyAnswerToTheByeEndsIt(_ code: Int) throws {
        var clock = try talking()
        clock.perform(.hangUp, at: 200)
        try clock.respond(100, to: .bye, at: 210)
        try clock.respond(code, to: .bye, at: 220)
        #expect(clock.log.suffix(2) == ["220 BYE answered \(code)", "220 ended: hung up (hangUp), \(code)"])
    }

    @Test func aReInviteIsAnsweredUntilItsACK() throws {
        var clock = try talking()
        try clock.ask(.invite, 1, body: "new", at: 200)
        clock.run(before: 1_800)
        try clock.ask(.invite, 1, at: 1_900)
        try clock.ask(.ack, 1, at: 2_000)
        clock.run(before: 20_000)
        #expect(
            clock.log.suffix(5)
                == ["200 asked INVITE: 200", "200 -> 200", "700 -> 200", "1700 -> 200", "1900 -> 200"])
        #expect(clock.sent.last?.bodyBytes.elementsEqual("answer to new".utf8) == true)
        try clock.ask(.invite, 2, at: 21_000)
        #expect(clock.sent.last?.bodyBytes.elementsEqual("answer to new".utf8) == true)
    }

    @Test func aReInviteThatIsNotAcknowledgedEndsTheCall() throws {
        var clock = try talking()
        try clock.ask(.invite, 1, at: 200)
        try clock.ask(.invite, 2, at: 250)
        clock.run(before: 33_000)
        #expect(clock.log.contains("250 asked INVITE: 500"))
        #expect(clock.log.contains("32200 ACK unanswered"))
        #expect(clock.log.contains("32200 -> BYE sip:b1@192.0.2.9"))
    }

    @Test func theirByeEndsTheWaitForTheirACK() throws {
        var clock = try talking()
        try clock.ask(.invite, 1, at: 200)
        try clock.ask(.bye, 2, at: 300)
        clock.run(before: 30_000)
        #expect(clock.log.last == "300 ended: remote hung up")
        #expect(clock.sent.last?.cseq == CSeq(2, .bye))
    }

    @Test func theirCancelOfAReInviteComesTooLate() throws {
        var clock = try talking()
        try clock.ask(.invite, 1, branch: "z9hG4bKx", at: 200)
        try clock.ask(.cancel, 1, branch: "z9hG4bKx", at: 210)
        try clock.ask(.cancel, 1, branch: "z9hG4bKy", at: 220)
        #expect(clock.log.suffix(4) == ["210 asked CANCEL: 200", "210 -> 200", "220 asked CANCEL: 481", "220 -> 481"])
    }

    @Test func outsideTheDialog() throws {
        var clock = try talking()
        try clock.ask(.bye, 1, tag: "unknown", at: 200)
        try clock.ask(.ack, 1, tag: "unknown", at: 210)
        #expect(clock.log.suffix(2) == ["200 asked BYE: 481", "200 -> 481"])
        clock.receive(try clock.last(.invite), at: 300)
        #expect(clock.log.suffix(2) == ["300 asked INVITE: 482", "300 -> 482"])
    }

    @Test func lateOffer() throws {
        var clock = try CallClock { $0.offer = nil }
        try clock.respond(200, body: "theirs", at: 100)
        #expect(try clock.last(.ack).bodyBytes.elementsEqual("answer to theirs".utf8))
        #expect(try clock.last(.invite).bodyBytes.isEmpty)
        try clock.ask(.invite, 1, at: 200)
        #expect(clock.sent.last?.bodyBytes.elementsEqual("answer to theirs".utf8) == true)

        var refused = try CallClock { $0.offer = nil }
        try refused.respond(200, body: "bad", at: 100)
        try refused.respond(200, to: .bye, at: 110)
        #expect(try refused.last(.ack).bodyBytes.isEmpty)
        #expect(refused.log.last == "110 ended: hung up (offer), 200")
    }
}
