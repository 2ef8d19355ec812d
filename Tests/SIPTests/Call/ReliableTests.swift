import SIP
import Testing

/// RFC 3262, and the session timer of RFC 4028.
@Suite struct ReliableTests {
    private let hundredRel = Header(.require, "100rel")

    @Test func eachIsAcknowledgedOnceAndInOrder() throws {
        var clock = try CallClock()
        try clock.respond(183, hundredRel, Header(.rSeq, "9"), Header(.recordRoute, "<sip:p1;lr>"), at: 100)
        try clock.respond(200, to: .prack, at: 110)
        try clock.respond(183, hundredRel, Header(.rSeq, "9"), at: 600)
        try clock.respond(180, hundredRel, Header(.rSeq, "11"), at: 700)
        try clock.respond(180, hundredRel, Header(.rSeq, "10"), at: 800)
        try clock.respond(200, at: 900)
        clock.run(before: 2_000)
        #expect(
            clock.log == [
                "0 -> INVITE", "100 -> PRACK sip:p1;lr", "100 provisional 183", "110 PRACK answered 200",
                "800 -> PRACK sip:p1;lr", "800 provisional 180", "900 -> ACK sip:b1@192.0.2.9", "900 answered 200 b1",
                "1300 -> PRACK sip:p1;lr", "1900 -> BYE sip:b1@192.0.2.9",
            ])
        let pracks = clock.sent.filter { $0.method == .prack }
        #expect(pracks.first?.rAck == RAck(9, CSeq(1, .invite)))
        #expect(pracks.first?.requestURIText == "sip:b1@192.0.2.9")
        #expect(pracks.map(\.cseq?.number) == [2, 3, 3])
        #expect(pracks.last?.rAck == RAck(10, CSeq(1, .invite)))
        #expect(try clock.last(.bye).cseq?.number == 4)
        #expect(try clock.last(.ack).cseq?.number == 1)
    }

    @Test func aRingingIsAcknowledgedBeforeItIsCancelled() throws {
        var clock = try CallClock { $0.ringMs = 0 }
        try clock.respond(180, hundredRel, Header(.rSeq, "1"), at: 100)
        #expect(
            clock.log.suffix(3) == ["100 -> PRACK sip:b1@192.0.2.9", "100 provisional 180", "100 -> CANCEL"])
    }

    @Test func everyForkCountsForItself() throws {
        var clock = try CallClock()
        try clock.respond(180, tag: "b1", hundredRel, Header(.rSeq, "5"), at: 100)
        try clock.respond(180, tag: "b2", hundredRel, Header(.rSeq, "70"), at: 110)
        #expect(clock.sent.suffix(2).map(\.to?.tag) == ["b1", "b2"])
        #expect(clock.sent.suffix(2).map(\.rAck?.number) == [5, 70])
    }

    @Test func withoutTagOrNumberThereIsNothingToAcknowledge() throws {
        var clock = try CallClock()
        try clock.respond(183, hundredRel, at: 100)
        try clock.respond(183, hundredRel, Header(.rSeq, "x"), at: 110)
        try clock.respond(183, tag: "", hundredRel, Header(.rSeq, "1"), at: 120)
        #expect(clock.sent.count == 1)
        #expect(clock.log.count == 4)
    }

    @Test func anOfferIsAnsweredInThePRACK() throws {
        var clock = try CallClock { $0.offer = nil }
        try clock.respond(183, hundredRel, Header(.rSeq, "1"), body: "theirs", at: 100)
        try clock.respond(200, body: "theirs", at: 200)
        #expect(try clock.last(.prack).bodyBytes.elementsEqual("answer to theirs".utf8))
        #expect(try clock.last(.ack).bodyBytes.isEmpty)
    }

    @Test func aServerThatIsNeverContentIsLeftWaiting() throws {
        var clock = try CallClock()
        for number in 1...200 { try clock.respond(183, hundredRel, Header(.rSeq, "\(number)"), at: 100) }
        #expect(clock.sent.count < 100)
    }

    @Test func theSessionIntervalIsRaisedOnce() throws {
        var clock = try CallClock()
        try clock.respond(422, Header(.minSE, "1800"), at: 100)
        let second = try clock.last(.invite)
        #expect(second.sessionExpires == SessionExpires(1_800, refresher: .uas))
        #expect(second.minSE == 1_800)
        #expect(second.cseq == CSeq(2, .invite))
        try clock.respond(422, Header(.minSE, "3600"), at: 200)
        #expect(
            clock.log == [
                "0 -> INVITE", "100 -> ACK", "100 retried 422", "100 -> INVITE", "200 -> ACK", "200 rejected 422",
                "200 ended: rejected",
            ])
    }

    @Test(arguments: [(nil, nil), ("soon", nil), ("5", 90)]) func intervalsThatAreNone(
        _ least: String?, _ asked: Int?
    ) throws {
        var clock = try CallClock()
        clock.receive(try clock.response(422, least.map { [Header(.minSE, $0)] } ?? []), at: 100)
        #expect(try clock.last(.invite).minSE == asked)
    }
}
