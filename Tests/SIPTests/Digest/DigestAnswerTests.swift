import SIP
import Testing

/// What one challenge is answered with.
@Suite struct DigestAnswerTests {
    @Test func theHeader() throws {
        var exchange = try Exchange(username: "al\"ice")
        let answer = try exchange.challenge(
            "Digest realm=\"b\\\\c\", nonce=\"n1\", opaque=\"o\", algorithm=md5, qop=\"auth,auth-int\"")
        let response = try #require(exchange.request.authorizations.first?.response)
        #expect(
            answer
                == .retry([
                    Header(
                        .authorization,
                        "Digest username=\"al\\\"ice\", realm=\"b\\\\c\", nonce=\"n1\", uri=\"sip:bob@example.com\", "
                            + "response=\"\(response)\", algorithm=md5, cnonce=\"0a4f113b\", opaque=\"o\", qop=auth, "
                            + "nc=00000001")
                ]))
        #expect(exchange.isRight)
    }

    @Test func theHeaderOfRFC2069() throws {
        var exchange = try Exchange()
        let answer = try exchange.challenge("proxy:Digest nonce=n1, realm=a")
        let response = try #require(exchange.request.authorizations.first?.response)
        #expect(
            answer
                == .retry([
                    Header(
                        .proxyAuthorization,
                        "Digest username=\"alice\", realm=\"a\", nonce=\"n1\", uri=\"sip:bob@example.com\", "
                            + "response=\"\(response)\"")
                ]))
        #expect(exchange.isRight)
    }

    @Test(arguments: [
        ("qop=\"auth\"", "auth"), ("qop=\"auth-int,auth\"", "auth"), ("qop=\"AUTH-INT\"", "auth-int"),
        ("qop=\"auth-conf\"", nil), ("qop=\"\"", nil),
    ])
    func qop(_ offered: String, _ chosen: String?) throws {
        for algorithm in ["MD5", "MD5-sess", "SHA-256", "SHA-512-256-sess"] {
            var exchange = try Exchange(body: Body(.sdp, "v=0\r\n".bytes))
            _ = try exchange.challenge("Digest realm=\"a\", nonce=\"n\", algorithm=\(algorithm), \(offered)")
            #expect(exchange.request.authorizations.map(\.qop) == [chosen])
            #expect(exchange.isRight)
        }
    }

    /// Strongest first, header order among equals, what is unknown ignored (RFC 8760 2.4).
    @Test(arguments: [
        (["MD5", "SHA-256"], "SHA-256"), (["SHA-512-256", "SHA-256", "MD5"], "SHA-512-256"),
        (["MD5-sess", "MD5"], "MD5-sess"), (["MD5", "MD5-sess"], "MD5"), (["AKAv1-MD5", "SHA-3", "MD5"], "MD5"),
    ])
    func theStrongestAlgorithm(_ offered: [String], _ chosen: String) throws {
        var client = try Exchange().client
        let request = try Samples.request(.register)
        let response = try Exchange.response(
            401, to: request,
            offered.map { Header(.wwwAuthenticate, "Digest realm=\"a\", nonce=\"\($0)\", algorithm=\($0)") })
        guard case .retry(let headers) = client.answer(response, to: request) else {
            Issue.record("refused")
            return
        }
        #expect(headers.count == 1)
        #expect(headers.first?.value.contains("nonce=\"\(chosen)\"") == true)
        #expect(client.record.offeredAlgorithms == offered)
        #expect(client.record.choices.map(\.algorithm.description) == [chosen])
    }

    @Test func aHashThatIsMissingIsAnAlgorithmUnknown() throws {
        var exchange = try Exchange(hashes: [.sha256: { $0 }])
        let answer = try exchange.challenge(
            "Digest realm=\"a\", nonce=\"n\"", "Digest realm=\"a\", nonce=\"n\", algorithm=SHA-512-256")
        #expect(answer == .refused(.noUsableAlgorithm(offered: ["MD5", "SHA-512-256"])))
    }

    @Test func everyRealmIsAnswered() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge(
            "proxy:Digest realm=\"p\", nonce=\"1\"", "Digest realm=\"a\", nonce=\"2\"",
            "proxy:Digest realm=\"q\", nonce=\"3\"", "Basic realm=\"b\"")
        #expect(exchange.realms == ["a", "p", "q"])
        #expect(exchange.nonces == ["2", "1", "3"])
        #expect(exchange.isRight)
    }

    @Test(arguments: [
        ("Basic realm=\"a\"", DigestRefusal.noUsableAlgorithm(offered: ["Basic"])),
        ("Digest realm=\"a\", nonce=\"n\", algorithm=AKAv2-SHA-256", .noUsableAlgorithm(offered: ["AKAv2-SHA-256"])),
        ("Digest realm=\"a\"", .noChallenge), ("Digest nonce=\"n\"", .noChallenge), ("\"", .noChallenge),
    ])
    func nothingToAnswer(_ challenge: String, _ refusal: DigestRefusal) throws {
        var exchange = try Exchange()
        #expect(try exchange.challenge(challenge) == .refused(refusal))
        #expect(exchange.client.record.refusedAttempts == 0)
        #expect(exchange.client.record.challengedTimes == 1)
    }

    @Test func noChallengeAtAll() throws {
        var exchange = try Exchange()
        #expect(try exchange.challenge() == .refused(.noChallenge))
        #expect(exchange.client.record.challenges == [])
    }

    /// A text of the server's cannot become a header of ours.
    @Test func nothingBreaksOutOfTheHeader() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge("Digest realm=\"a\\\", x=\\\"\", nonce=\"n\\\\\", opaque=\"\\\"\"")
        #expect(exchange.request.authorizations.map(\.parameters.count) == [6])
        #expect(exchange.realms == ["a\", x=\""])
        #expect(exchange.isRight)
    }

    @Test func theSecretIsNotPrinted() throws {
        var exchange = try Exchange()
        _ = try exchange.challenge("Digest realm=\"a\", nonce=\"n\"")
        var dumped = ""
        dump(exchange.client, to: &dumped)
        for text in [dumped, "\(exchange.client)", String(reflecting: exchange.client)] {
            #expect(!text.contains("s3cret"))
            #expect(text.contains("alice"))
        }
    }
}
