import SIP
import Testing

@Suite struct CallTests {
    @Test func answeredAndHungUp() throws {
        var clock = try CallClock()
        try clock.respond(100, at: 20)
        try clock.respond(180, at: 100)
        try clock.respond(200, at: 3_000)
        try clock.respond(200, to: .bye, at: 4_010)
        clock.run()
        #expect(
            clock.log == [
                "0 -> INVITE", "20 provisional 100", "100 provisional 180", "3000 -> ACK sip:b1@192.0.2.9",
                "3000 answered 200 b1", "4000 -> BYE sip:b1@192.0.2.9", "4010 BYE answered 200",
                "4010 ended: hung up (talk), 200", "35000 terminated",
            ])
        #expect(clock.sent.map(\.cseq?.number) == [1, 1, 2])
        #expect(Set(clock.sent.map(\.topVia?.branch)).count == 3)
        #expect(clock.sent.allSatisfy { $0.validate() == [] })
        #expect(clock.call.isOver)
        #expect(clock.deadlines.isEmpty)
    }

    @Test func theInviteSaysWhatWeCan() throws {
        let invite = try CallClock { plan in
            plan.routes = [try NameAddress("<sip:proxy.example.com;lr>")]
            plan.headers = [Header(.subject, "test")]
            plan.userAgent = "sipdiag"
        }.last(.invite)
        #expect(
            String(decoding: invite.bytes, as: UTF8.self) == """
                INVITE sip:bob@example.com SIP/2.0\r
                Via: SIP/2.0/UDP 192.0.2.7:40212;branch=z9hG4bK1;rport\r
                Max-Forwards: 70\r
                Route: <sip:proxy.example.com;lr>\r
                From: <sip:alice@example.org>;tag=a1\r
                To: <sip:bob@example.com>\r
                Call-ID: c1@192.0.2.7\r
                CSeq: 1 INVITE\r
                Contact: <sip:alice@192.0.2.7:40212>\r
                User-Agent: sipdiag\r
                Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, PRACK, UPDATE, NOTIFY\r
                Supported: 100rel, timer\r
                Subject: test\r
                Content-Type: application/sdp\r
                Content-Length: 5\r
                \r
                offer
                """)
    }

    @Test func noTalkIsByeAtOnce() throws {
        var clock = try CallClock { $0.talkMs = 0 }
        try clock.respond(200, at: 100)
        #expect(clock.log.suffix(2) == ["100 answered 200 b1", "100 -> BYE sip:b1@192.0.2.9"])
    }

    @Test func hungUpWhileTalking() throws {
        var clock = try CallClock()
        try clock.respond(200, at: 100)
        clock.perform(.hangUp, at: 300)
        clock.perform(.hangUp, at: 301)
        try clock.respond(200, to: .bye, at: 310)
        #expect(
            clock.log.suffix(3) == [
                "300 -> BYE sip:b1@192.0.2.9", "310 BYE answered 200", "310 ended: hung up (hangUp), 200",
            ])
    }

    @Test func rejected() throws {
        var clock = try CallClock()
        try clock.respond(180, at: 100)
        try clock.respond(486, at: 700)
        try clock.respond(486, at: 1_200)
        clock.run()
        #expect(
            clock.log == [
                "0 -> INVITE", "100 provisional 180", "700 -> ACK", "700 rejected 486", "700 ended: rejected",
                "1200 -> ACK", "32700 terminated",
            ])
    }

    @Test func rejectedOverAStream() throws {
        var clock = try CallClock { $0.isReliable = true }
        try clock.respond(404, at: 100)
        #expect(
            clock.log == ["0 -> INVITE", "100 -> ACK", "100 rejected 404", "100 ended: rejected", "100 terminated"])
        #expect(clock.deadlines.isEmpty)
    }

    @Test func redirected() throws {
        var clock = try CallClock()
        try clock.respond(302, at: 100)
        #expect(clock.log.suffix(3) == ["100 -> ACK", "100 redirected 302", "100 ended: redirected"])
    }

    @Test func silence() throws {
        var clock = try CallClock()
        clock.run()
        #expect(
            clock.log.suffix(4)
                == ["31500 -> INVITE", "32000 timed out", "32000 ended: timed out", "34000 terminated"])
    }

    @Test func anAnswerAfterTheTimeoutIsHungUp() throws {
        var clock = try CallClock()
        try clock.respond(200, at: 33_000)
        try clock.respond(200, at: 33_500)
        try clock.respond(200, to: .bye, at: 33_600)
        clock.run()
        #expect(
            clock.log.suffix(8) == [
                "32000 ended: timed out", "33000 -> ACK sip:b1@192.0.2.9", "33000 extra 200 b1",
                "33000 -> BYE sip:b1@192.0.2.9", "33500 -> ACK sip:b1@192.0.2.9", "33500 -> BYE sip:b1@192.0.2.9",
                "33600 BYE answered 200", "38600 terminated",
            ])
    }

    @Test func noTransport() throws {
        var clock = try CallClock()
        clock.perform(.transportError(.flow), at: 5)
        clock.run()
        #expect(
            clock.log == [
                "0 -> INVITE", "5 transport failed", "5 ended: transport failed", "2005 terminated",
            ])
    }

    @Test func theWayToTheContactIsBroken() throws {
        var clock = try CallClock()
        try clock.respond(200, at: 100)
        clock.perform(.transportError(.uri(try URI("sip:b1@192.0.2.9"))), at: 1_200)
        #expect(
            clock.log.suffix(4) == [
                "1100 -> BYE sip:b1@192.0.2.9", "1200 transport failed sip:b1@192.0.2.9", "1200 BYE unanswered",
                "1200 ended: hung up (talk), no answer",
            ])
    }

    @Test func hundredThenNothing() throws {
        var clock = try CallClock()
        try clock.respond(100, at: 20)
        try clock.respond(100, at: 600)
        try clock.respond(200, to: .cancel, at: 60_100)
        try clock.respond(487, at: 60_110)
        clock.run()
        #expect(
            clock.log == [
                "0 -> INVITE", "20 provisional 100", "600 provisional 100", "60020 -> CANCEL",
                "60100 CANCEL answered 200", "60110 -> ACK", "60110 rejected 487",
                "60110 ended: cancelled (setup), 487", "92110 terminated",
            ])
    }

    @Test func straysAreTold() throws {
        var clock = try CallClock()
        let other = try CallClock { $0.branch = { "z9hG4bKother" } }
        clock.receive(try other.response(200), at: 10)
        #expect(clock.log.last == "10 stray branch")
    }

    @Test func nothingHappensBeforeTheStart() throws {
        var call = try Call(try CallClock.plan())
        let ok = try CallClock().response(200)
        #expect(call.handle(.received(ok)) == [])
        #expect(call.handle(.timer(.talk)) == [])
        #expect(call.handle(.hangUp) == [.ended(.abandoned(.hangUp)), .terminated])
        #expect(call.handle(.start) == [])
    }
}
