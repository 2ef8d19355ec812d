import SIP
import Testing

@Suite struct ChallengeTests {
    /// How servers write it, and what is read.
    @Test(arguments: [
        ("Digest realm=\"a\", nonce=\"n\"", "Digest realm=\"a\", nonce=\"n\""),
        ("digest nonce=\"n\",realm=\"a\"", "digest nonce=\"n\", realm=\"a\""),
        ("Digest\r\n  realm = \"a, b=c\" ,\r\n\tnonce\t=\t\"n\"", "Digest realm=\"a, b=c\", nonce=\"n\""),
        ("Digest realm=a, nonce=b/+c==", "Digest realm=a, nonce=b/+c=="),
        ("Digest realm=\"a\" nonce=\"n\"", "Digest realm=\"a\", nonce=\"n\""),
        ("Digest ,, realm=\"a\",,nonce=\"n\",", "Digest realm=\"a\", nonce=\"n\""),
        ("Digest realm=\"a\\\"b\\\\\", nonce=", "Digest realm=\"a\\\"b\\\\\", nonce="),
        ("Digest realm=\"a\", @!, nonce=\"n\"", "Digest realm=\"a\", nonce=\"n\""),
        ("Negotiate", "Negotiate "), ("NTLM TlRM/AB=", "NTLM TlRM"),
    ])
    func reads(_ text: String, _ printed: String) throws {
        let challenges = try message(request("WWW-Authenticate: \(text)")).challenges
        #expect(challenges.map(\.description) == [printed])
    }

    @Test func parts() throws {
        let challenge = try #require(
            try message(
                request(
                    "Proxy-Authenticate: Digest REALM=\"b\\\"c\", Nonce=\"1\", opaque=\"\", stale=TRUE,",
                    " algorithm=\"SHA-256\", domain=\"sip:a sip:b\", qop=\"auth-int,  auth\", x")
            ).challenges.first)
        #expect(challenge.challenger == .proxy)
        #expect(challenge.isDigest)
        #expect(challenge.realm == "b\"c")
        #expect(challenge.nonce == "1")
        #expect(challenge.opaque == "")
        #expect(challenge.isStale)
        #expect(challenge.algorithm == "SHA-256")
        #expect(challenge.domain == "sip:a sip:b")
        #expect(challenge.qops == ["auth-int", "auth"])
        #expect(challenge.parameters.count == 8)
    }

    @Test(arguments: [
        ("qop=\"auth\"", ["auth"]), ("qop=auth", ["auth"]), ("qop=\"auth auth-int\"", ["auth", "auth-int"]),
        ("qop=auth,auth-int", ["auth", "auth-int"]), ("qop=auth,auth-int,x=1,y", ["auth", "auth-int"]),
        ("qop=\"\"", []), ("qop", []), ("x=1, auth", []),
    ])
    func qops(_ text: String, _ expected: [String]) throws {
        let message = try message(request("WWW-Authenticate: Digest \(text)"))
        #expect(message.challenges.first?.qops == expected)
    }

    @Test func severalInTheirOrder() throws {
        let message = try message(
            request(
                "Proxy-Authenticate: Digest realm=\"p\", nonce=\"1\"",
                "WWW-Authenticate: Digest realm=\"a\", nonce=\"2\", Basic realm=\"b, c\",Digest realm=\"d\"",
                "WWW-Authenticate: \"broken\"", "WWW-Authenticate: Digest realm=\"never closed",
                "WWW-Authenticate: Digest realm=\"e\""))
        #expect(message.challenges.map { $0.realm } == ["p", "a", "b, c", "d", "e"])
        #expect(message.challenges.map(\.challenger) == [.proxy, .server, .server, .server, .server])
        #expect(message.challenges.map(\.isDigest) == [true, true, false, true, true])
    }

    @Test func credentials() throws {
        let message = try message(
            request(
                "Proxy-Authorization: Digest username=\"al\\\\ice\", realm=\"p\", uri=\"sip:a,b\", nc=0000001A",
                "Authorization: Digest username=\"b\", response=\"00\", qop=auth, cnonce=\"c\", nc=x"))
        #expect(message.authorizations.map(\.username) == ["b", "al\\ice"])
        #expect(message.authorizations.map(\.nonceCount) == [nil, 26])
        #expect(message.authorizations.map(\.uri) == [nil, "sip:a,b"])
        #expect(
            message.authorizations.map(\.header)
                == [.authorization, .proxyAuthorization].map { name in
                    Header(name, message.value(of: name) ?? "")
                })
    }

    @Test func authenticationInfo() throws {
        let message = try message(request("Authentication-Info: qop=auth, nextnonce=\"n,2\", nc=00000001"))
        #expect(message.authenticationInfo?.nextNonce == "n,2")
        #expect(try SIPTests.message(request("Authentication-Info: qop=auth")).authenticationInfo?.nextNonce == nil)
    }
}
