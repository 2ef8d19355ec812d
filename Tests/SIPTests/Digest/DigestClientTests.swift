import SIP
import Testing

/// What follows when an answer is not the end of it.
@Suite struct DigestClientTests {
    static let first = "Digest realm=\"a\", nonce=\"n1\", qop=\"auth\""

    @Test func theSameChallengeAgainMeansBadCredentials() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        #expect(try exchange.challenge("Digest realm=\"a\", nonce=\"n2\", qop=\"auth\"") == .refused(.badCredentials))
        #expect(exchange.client.record.refusedAttempts == 1)
        #expect(exchange.client.record.challengedTimes == 2)
        #expect(exchange.client.record.challenges.map(\.nonce) == ["n1", "n2"])
        // What was refused is not sent ahead.
        #expect(exchange.client.headers(for: .bye, uri: "sip:b", body: []) == [])
    }

    @Test func aSecondAttemptIsCounted() throws {
        var exchange = try Exchange()
        for attempt in 1...2 {
            try exchange.next(.register)
            #expect(try exchange.challenge(Self.first).refusal == nil)
            #expect(try exchange.challenge(Self.first) == .refused(.badCredentials))
            #expect(exchange.client.record.refusedAttempts == attempt)
        }
    }

    @Test func aStaleNonceIsRenewedTwice() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        for nonce in ["n2", "n3"] {
            let answer = try exchange.challenge("Digest realm=\"a\", nonce=\"\(nonce)\", stale=true, qop=\"auth\"")
            #expect(answer.refusal == nil)
            #expect(exchange.nonces == [nonce])
            #expect(exchange.counts == [1])
            #expect(exchange.isRight)
        }
        #expect(try exchange.challenge("Digest realm=\"a\", nonce=\"n4\", stale=true") == .refused(.staleLoop))
        #expect(exchange.client.record.staleNonces == 3)
        #expect(exchange.client.record.refusedAttempts == 0)
    }

    @Test func staleAndThenWrong() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        _ = try exchange.challenge("Digest realm=\"a\", nonce=\"n2\", stale=true")
        #expect(try exchange.challenge("Digest realm=\"a\", nonce=\"n3\"") == .refused(.badCredentials))
    }

    /// A stale flag on a challenge that no answer led to says nothing.
    @Test func staleWithoutAnAnswer() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge("Digest realm=\"a\", nonce=\"n1\", stale=true")
        #expect(exchange.client.record.staleNonces == 0)
        #expect(exchange.nonces == ["n1"])
    }

    /// Two proxies and the registrar, each in its turn (RFC 3261 22.3).
    @Test func credentialsAddUpAlongTheWay() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge("proxy:Digest realm=\"p\", nonce=\"1\", qop=\"auth\"")
        _ = try exchange.challenge("proxy:Digest realm=\"q\", nonce=\"2\"")
        #expect(exchange.realms == ["p", "q"])
        _ = try exchange.challenge("Digest realm=\"a\", nonce=\"3\", algorithm=SHA-256, qop=\"auth\"")
        #expect(exchange.realms == ["a", "p", "q"])
        #expect(exchange.counts == [1, 3, nil])
        #expect(exchange.isRight)
        #expect(exchange.client.record.realms == ["p", "q", "a"])
        #expect(exchange.client.record.choices.map(\.realm) == ["p", "q", "a"])
        #expect(exchange.client.record.choices.map(\.qop) == [.auth, nil, .auth])
    }

    @Test func aServerThatChangesItsRealmIsAnother() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        let answer = try exchange.challenge("Digest realm=\"b\", nonce=\"n2\"")
        #expect(answer == .refused(.realmChanged(from: "a", to: "b")))
        #expect(exchange.client.record.refusedAttempts == 1)
        #expect(exchange.client.record.realms == ["a", "b"])
    }

    /// The branches of a fork challenge together, then one again for its nonce.
    @Test func oneRealmOfTwoIsStale() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge("Digest realm=\"a\", nonce=\"1\"", "Digest realm=\"b\", nonce=\"2\"")
        _ = try exchange.challenge("Digest realm=\"b\", nonce=\"3\", stale=true")
        #expect(exchange.nonces == ["1", "3"])
    }

    @Test func noWayHasSoManyProxies() throws {
        var exchange = try Exchange()
        for number in 1...8 {
            #expect(try exchange.challenge("proxy:Digest realm=\"\(number)\", nonce=\"1\"").refusal == nil)
        }
        let answer = try exchange.challenge("proxy:Digest realm=\"9\", nonce=\"1\"")
        #expect(answer == .refused(.realmChanged(from: "1", to: "9")))
    }

    @Test func knownChallengesAreAnsweredAhead() throws {
        var exchange = try Exchange()
        #expect(exchange.client.headers(for: .invite, uri: "sip:b", body: []) == [])
        _ = try exchange.challenge(Self.first)
        try exchange.accept()
        for count in [2, 3] as [UInt32] {
            try exchange.next(.bye)
            #expect(exchange.counts == [count])
            #expect(exchange.nonces == ["n1"])
            #expect(exchange.isRight)
        }
    }

    /// Servers whose nonces are good once say so by a challenge, not always by `stale`.
    @Test func aNonceThatWasGoodMayBeSpent() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        try exchange.accept()
        try exchange.next(.bye)
        #expect(try exchange.challenge("Digest realm=\"a\", nonce=\"n2\", qop=\"auth\"").refusal == nil)
        #expect(exchange.nonces == ["n2"])
        #expect(exchange.counts == [1])
        #expect(exchange.client.record.refusedAttempts == 0)
        #expect(try exchange.challenge("Digest realm=\"a\", nonce=\"n3\"") == .refused(.badCredentials))
    }

    @Test func acceptanceEndsARowOfStaleNonces() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        for _ in 0..<5 {
            #expect(try exchange.challenge("Digest realm=\"a\", nonce=\"n\", stale=true").refusal == nil)
            try exchange.accept()
            try exchange.next(.register)
        }
    }

    /// RFC 7616 3.5.
    @Test func nextNonce() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        try exchange.accept(Header(.authenticationInfo, "nextnonce=\"n2\""))
        try exchange.next(.register)
        #expect(exchange.nonces == ["n2"])
        #expect(exchange.counts == [1])
        #expect(exchange.isRight)
        #expect(try exchange.challenge("Digest realm=\"a\", nonce=\"n3\"").refusal == nil)
    }

    @Test func aLaterRequestWithoutCredentialsIsChallengedAnew() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(Self.first)
        let request = try Samples.request(.options)
        let response = try Exchange.response(401, to: request, [Header(.wwwAuthenticate, Self.first)])
        #expect(exchange.client.answer(response, to: request).refusal == nil)
        #expect(exchange.client.record.refusedAttempts == 0)
    }
}
