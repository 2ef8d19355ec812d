import SIP
import Testing

@Suite struct SecretMaskTests {
    static let digest = "Digest username=\"alice\", realm=\"example.com\", nonce=\"abc,def\", uri=\"sip:example.com\", "

    /// What a line becomes.
    static let lines: [(line: String, masked: String)] = [
        (
            "Authorization: \(digest)response=\"0123456789abcdef\", cnonce=\"c1\"",
            "Authorization: \(digest)response=\"xxxxxxxxxxxxxxxx\", cnonce=\"c1\""
        ),
        (
            "proxy-authorization  :digest RESPONSE = 0a1b,qop=auth",
            "proxy-authorization  :digest RESPONSE = xxxx,qop=auth"
        ),
        (
            "Authorization: \(digest)\r\n response=\r\n\t\"0a1b\"",
            "Authorization: \(digest)\r\n response=\r\n\t\"xxxx\""
        ),
        ("Authorization:\r\n Digest response=\"0a1b\"", "Authorization:\r\n Digest response=\"xxxx\""),
        ("Authorization: Digest response=\"0a1b", "Authorization: Digest response=\"xxxx"),
        (
            "Authorization: Digest realm=\"response=\", response=\"0a1b\"",
            "Authorization: Digest realm=\"response=\"x response=\"xxxx\""
        ),
        (
            "Authorization: Digest realm=response, response=\"0a1b\"",
            "Authorization: Digest realm=response, response=\"xxxx\""
        ),
        ("Authorization: Digest xresponse=\"0a1b\"", "Authorization: Digest xresponse=\"0a1b\""),
        ("Authorization: Basic YWxpY2U6c2VjcmV0", "Authorization: Basic xxxxxxxxxxxxxxxx"),
        ("Authorization: Bearer a.b.c, d", "Authorization: Bearer xxxxxx x"),
        ("Authentication-Info: rspauth=\"0a1b\", nc=00000001", "Authentication-Info: rspauth=\"xxxx\", nc=00000001"),
        (
            "WWW-Authenticate: Digest realm=\"a\", nonce=\"response=b\"",
            "WWW-Authenticate: Digest realm=\"a\", nonce=\"response=b\""
        ),
        (
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3/+|2^20|1:4;inline:NzB4d1BINU|2^20 FEC",
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:xxxxxxxxxxxxxxxxxx|2^20|1:4;inline:xxxxxxxxxx|2^20 FEC"
        ),
        ("a=key-mgmt:mikey AQAFgM0X", "a=key-mgmt:mikey xxxxxxxx"),
        ("k=base64:c2VjcmV0", "k=base64:xxxxxxxx"),
        ("k=prompt", "k=prompt"),
        ("a=fingerprint:sha-256 AA:BB", "a=fingerprint:sha-256 AA:BB"),
        ("Subject: response=\"0a1b\"", "Subject: response=\"0a1b\""),
        ("Authorization", "Authorization"), ("Authorization:", "Authorization:"), ("a=crypto:", "a=crypto:"),
    ]

    /// Wherever in the message the line stands, and whatever ends lines.
    @Test(arguments: lines, [("", ""), ("A: b\r\n", "\r\nC: d\r\n"), ("\r\n\r\n", "\nv=0"), ("x\r", "\ry")])
    func hidesValues(line: (line: String, masked: String), around: (before: String, after: String)) {
        let bytes = (around.before + line.line + around.after).bytes
        let masked = SecretMask().masked(bytes)
        #expect(String(decoding: masked, as: UTF8.self) == around.before + line.masked + around.after)
    }

    @Test func hidesTheSecretItselfEverywhere() {
        let mask = SecretMask(secrets: ["s3cr", "aaaa", "ab", ""].map(Secret.init))
        let bytes = "INVITE sip:s3cr@ab SIP/2.0\r\ns3cs3cr: 1\r\n\r\ns3cr\u{0}aaaaaa s3c".bytes
        #expect(
            String(decoding: mask.masked(bytes), as: UTF8.self)
                == "INVITE sip:xxxx@ab SIP/2.0\r\ns3cxxxx: 1\r\n\r\nxxxx\u{0}xxxxxx s3c")
    }

    @Test func theMessageParsesAsBefore() throws {
        var builder = try Samples.builder()
        builder.headers.append(Header("Authorization", "\(Self.digest)response=\"0123456789abcdef\", qop=auth"))
        let message = try builder.build()
        let masked = try SIPTests.message(SecretMask(secrets: [Secret("alice")]).masked(message.bytes))
        #expect(masked.bytes.count == message.bytes.count)
        #expect(masked.from?.uri == (try URI("sip:xxxxx@example.org")))
        #expect(masked.fields.count == message.fields.count)
    }

    /// A peer that repeats the name a thousand times does not make us slow.
    @Test(.timeLimit(.minutes(1))) func isLinear() {
        for part in ["response=", "response=\"", "response", "inline:", "a=crypto:inline:\n "] {
            let line = "Authorization: Digest " + String(repeating: part, count: 65_535 / part.utf8.count)
            #expect(SecretMask().masked(line.bytes).count == line.utf8.count)
        }
    }
}
