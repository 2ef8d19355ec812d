import SIP
import Testing

/// 401 and 407 along the way of a call.
@Suite struct ChallengedCallTests {
    private let proxy = Header(.proxyAuthenticate, "Digest realm=\"proxy\", nonce=\"p1\", qop=\"auth\"")
    private let server = Header(.wwwAuthenticate, "Digest realm=\"server\", nonce=\"s1\", qop=\"auth\"")

    private var client: DigestClient {
        DigestClient(
            username: "alice", secret: Secret("secret"),
            hashes: [.md5: { [UInt8](repeating: UInt8($0.count % 256), count: 16) }],
            cnonce: { "c" })
    }

    @Test func acceptedAtTheSecondTry() throws {
        var clock = try CallClock(digest: client)
        try clock.respond(401, server, at: 100)
        try clock.respond(180, at: 200)
        try clock.respond(200, at: 300)
        #expect(
            clock.log == [
                "0 -> INVITE", "100 -> ACK", "100 retried 401", "100 -> INVITE", "200 provisional 180",
                "300 -> ACK sip:b1@192.0.2.9", "300 answered 200 b1",
            ])
        let invites = clock.sent.filter { $0.method == .invite }
        #expect(invites.map(\.cseq) == [CSeq(1, .invite), CSeq(2, .invite)])
        #expect(Set(invites.map(\.topVia?.branch)).count == 2)
        #expect(Set(invites.map(\.from?.tag)).count == 1)
        #expect(Set(invites.map(\.callID)).count == 1)
        // The ACK of the 2xx cannot be challenged: it repeats what the INVITE had.
        let ack = try clock.last(.ack)
        #expect(ack.values(of: .authorization) == invites.last?.values(of: .authorization))
        #expect(ack.values(of: .authorization).count == 1)
        #expect(ack.cseq == CSeq(2, .ack))
        clock.run(before: 2_000)
        #expect(try clock.last(.bye).value(of: .authorization)?.contains("nc=00000002") == true)
        #expect(clock.call.digest?.record.challengedTimes == 1)
    }

    @Test func aProxyAndThenTheServer() throws {
        var clock = try CallClock(digest: client)
        try clock.respond(407, proxy, at: 100)
        try clock.respond(401, server, at: 200)
        try clock.respond(200, at: 300)
        let invite = try clock.last(.invite)
        #expect(invite.values(of: .authorization).count == 1)
        #expect(invite.values(of: .proxyAuthorization).count == 1)
        #expect(invite.cseq?.number == 3)
        #expect(clock.log.last == "300 answered 200 b1")
    }

    @Test func refused() throws {
        var clock = try CallClock(digest: client)
        try clock.respond(401, server, at: 100)
        try clock.respond(401, server, at: 200)
        #expect(clock.log.suffix(3) == ["200 -> ACK", "200 rejected 401", "200 ended: rejected"])
        #expect(clock.call.refusal == .badCredentials)
    }

    @Test func withoutCredentialsAChallengeIsARejection() throws {
        var clock = try CallClock()
        try clock.respond(407, proxy, at: 100)
        #expect(clock.log.suffix(3) == ["100 -> ACK", "100 rejected 407", "100 ended: rejected"])
        #expect(clock.call.refusal == nil)
    }

    @Test func noSecondTryOnceItIsOver() throws {
        var clock = try CallClock(digest: client)
        clock.perform(.hangUp, at: 50)
        try clock.respond(401, server, at: 100)
        #expect(clock.log.last == "100 ended: rejected")
    }

    @Test func theSessionIntervalSurvivesAChallenge() throws {
        var clock = try CallClock(digest: client)
        try clock.respond(422, Header(.minSE, "600"), at: 100)
        try clock.respond(401, server, at: 200)
        let invite = try clock.last(.invite)
        #expect(invite.minSE == 600)
        #expect(invite.value(of: .authorization) != nil)
    }

    @Test func theByeIsChallenged() throws {
        var clock = try CallClock(digest: client) { $0.talkMs = 0 }
        try clock.respond(200, at: 100)
        try clock.respond(407, to: .bye, proxy, at: 110)
        try clock.respond(200, to: .bye, at: 120)
        #expect(
            clock.log.suffix(4) == [
                "100 -> BYE sip:b1@192.0.2.9", "110 -> BYE sip:b1@192.0.2.9", "120 BYE answered 200",
                "120 ended: hung up (talk), 200",
            ])
        let byes = clock.sent.filter { $0.method == .bye }
        #expect(byes.map(\.cseq?.number) == [2, 3])
        #expect(byes.last?.value(of: .proxyAuthorization) != nil)

        var refused = try CallClock { $0.talkMs = 0 }
        try refused.respond(200, at: 100)
        try refused.respond(401, to: .bye, server, at: 110)
        #expect(refused.log.last == "110 ended: hung up (talk), 401")
    }

    /// A server that calls every nonce stale, each time another.
    @Test func aServerThatGoesInCircles() throws {
        var clock = try CallClock(digest: client)
        for round in 1...20 where !clock.call.isOver {
            let challenge = "Digest realm=\"r\", nonce=\"n\(round)\", stale=true"
            try clock.respond(401, Header(.wwwAuthenticate, challenge), at: 100 * round)
        }
        #expect(clock.sent.filter { $0.method == .invite }.count <= 6)
        #expect(clock.log.contains { $0.hasSuffix("ended: rejected") })
    }

    /// What an earlier request has learnt is used ahead.
    @Test func knownNoncesAreUsedAtOnce() throws {
        var first = try CallClock(digest: client)
        try first.respond(401, server, at: 100)
        try first.respond(486, at: 200)
        let second = try CallClock(digest: first.call.digest)
        #expect(try second.last(.invite).value(of: .authorization)?.contains("nc=00000002") == true)
    }
}
