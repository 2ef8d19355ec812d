import SIP
import Testing

/// RFC 3261 13.2.2.4: whoever answers is acknowledged; one is kept.
@Suite struct ForkTests {
    @Test func everyOtherAnswerIsHungUpAtOnce() throws {
        var clock = try CallClock()
        try clock.respond(180, tag: "b1", at: 100)
        try clock.respond(180, tag: "b2", at: 110)
        try clock.respond(200, tag: "b2", at: 1_000)
        try clock.respond(200, tag: "b1", at: 1_010)
        try clock.respond(200, tag: "b1", at: 1_500)
        try clock.respond(200, tag: "b3", at: 1_600)
        #expect(
            clock.log.suffix(10) == [
                "1000 -> ACK sip:b2@192.0.2.9", "1000 answered 200 b2", "1010 -> ACK sip:b1@192.0.2.9",
                "1010 extra 200 b1", "1010 -> BYE sip:b1@192.0.2.9", "1500 -> ACK sip:b1@192.0.2.9",
                "1510 -> BYE sip:b1@192.0.2.9", "1600 -> ACK sip:b3@192.0.2.9", "1600 extra 200 b3",
                "1600 -> BYE sip:b3@192.0.2.9",
            ])
    }

    @Test func theEndWaitsForEveryFork() throws {
        var clock = try CallClock { $0.talkMs = 0 }
        try clock.respond(200, tag: "b1", at: 100)
        try clock.respond(200, to: .bye, at: 110)
        #expect(clock.log.last == "110 ended: hung up (talk), 200")
        var forked = try CallClock { $0.talkMs = 0 }
        try forked.respond(200, tag: "b1", at: 100)
        try forked.respond(200, tag: "b2", at: 105)
        try forked.respond(200, to: .bye, tag: "b2", at: 110)
        #expect(forked.log.last == "110 BYE answered 200")
        forked.run()
        #expect(forked.log.suffix(2) == ["32100 ended: hung up (talk), no answer", "32100 terminated"])
    }

    /// Its ACK may have been lost.
    @Test func aRepeatedAnswerIsAcknowledgedAgain() throws {
        var clock = try CallClock()
        try clock.respond(200, at: 100)
        try clock.respond(200, at: 600)
        #expect(clock.log.suffix(2) == ["600 -> ACK sip:b1@192.0.2.9", "600 repeated 200"])
        let acks = clock.sent.filter { $0.method == .ack }
        #expect(acks.count == 2)
        #expect(Set(acks.map(\.bytes)).count == 1)
    }

    @Test func aForkThatAnswersAfterARejection() throws {
        var clock = try CallClock()
        try clock.respond(603, tag: "b1", at: 100)
        try clock.respond(200, tag: "b2", at: 200)
        #expect(
            clock.log.suffix(4) == [
                "100 ended: rejected", "200 -> ACK sip:b2@192.0.2.9", "200 extra 200 b2", "200 -> BYE sip:b2@192.0.2.9",
            ])
    }

    @Test func aServerCannotMakeUsSendWithoutEnd() throws {
        var clock = try CallClock()
        for index in 0..<100 { try clock.respond(180, tag: "e\(index)", at: 100) }
        for index in 0..<100 { try clock.respond(200, tag: "b\(index)", at: 200) }
        #expect(clock.sent.filter { $0.method == .ack }.count == 16)
        #expect(clock.sent.filter { $0.method == .bye }.count == 15)
        clock.run()
        #expect(clock.call.isOver)
    }

    @Test func routesAndStrictRouters() throws {
        var clock = try CallClock { $0.routes = [try NameAddress("<sip:proxy;lr>")] }
        try clock.respond(200, Header(.recordRoute, "<sip:p2;lr>, <sip:p1>"), at: 100)
        try clock.respond(200, to: .bye, at: 1_200)
        let ack = try clock.last(.ack)
        #expect(clock.log.contains("100 -> ACK sip:p1"))
        #expect(clock.log.contains("1100 -> BYE sip:p1"))
        #expect(ack.requestURIText == "sip:p1")
        #expect(ack.routes.map(\.uri.description) == ["sip:p2;lr", "sip:b1@192.0.2.9"])
    }
}
