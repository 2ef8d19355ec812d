import SIP
import Testing

@Suite struct RequestBuilderTests {
    @Test func aRequestIsWrittenAsGiven() throws {
        var builder = try Samples.builder(.invite)
        builder.routes = [NameAddress(uri: try URI("sip:proxy;lr"))]
        builder.contact = .address(NameAddress(uri: try URI("sip:alice@192.0.2.7:40212")))
        builder.headers = [Header(.userAgent, "sipdiag"), Header("X-Odd", "ü")]
        builder.body = Body(.sdp, "v=0\r\n".bytes)
        let message = try builder.build()
        #expect(
            String(decoding: message.bytes, as: UTF8.self) == """
                INVITE sip:bob@example.com SIP/2.0\r
                Via: SIP/2.0/UDP 192.0.2.7:40212;branch=z9hG4bK1;rport\r
                Max-Forwards: 70\r
                Route: <sip:proxy;lr>\r
                From: <sip:alice@example.org>;tag=a1\r
                To: <sip:bob@example.com>\r
                Call-ID: c1@192.0.2.7\r
                CSeq: 7 INVITE\r
                Contact: <sip:alice@192.0.2.7:40212>\r
                User-Agent: sipdiag\r
                X-Odd: ü\r
                Content-Type: application/sdp\r
                Content-Length: 5\r
                \r
                v=0\r

                """)
        #expect(message.validate() == [])
        #expect(message.bodyBytes.elementsEqual("v=0\r\n".utf8))
    }

    @Test(arguments: ["a\r\nX: 1", "a\nX: 1", "a\rb", "a\0", "a\u{1B}[0m"])
    func nothingBreaksOutOfItsLine(_ text: String) throws {
        let changes: [(String, (inout RequestBuilder) -> Void)] = [
            ("X-A", { $0.headers = [Header("X-A", text)] }),
            ("Call-ID", { $0.callID = CallID(text) }),
            ("From", { $0.from.displayName = text }),
            ("To", { $0.to.parameters = [Parameter("tag", text)] }),
            ("Via", { $0.via.parameters = [Parameter(text)] }),
            ("Via", { $0.via.sentBy.host = .name(text) }),
            ("Contact", { $0.contact = .address(NameAddress(uri: .other(scheme: "x", rest: text))) }),
            ("start line", { $0.requestURI = .other(scheme: "x", rest: text) }),
            ("Content-Type", { $0.body = Body(ContentType("a", text), []) }),
        ]
        for (header, change) in changes {
            var builder = try Samples.builder()
            change(&builder)
            #expect(throws: BuildError.controlCharacter(header: header)) { try builder.build() }
        }
        var builder = try Samples.builder()
        builder.headers = [Header(text, "1")]
        #expect(throws: BuildError.badHeaderName(text)) { try builder.build() }
        builder = try Samples.builder()
        builder.method = Method(text)
        #expect(throws: BuildError.badMethod(text)) { try builder.build() }
    }

    @Test func aRequestThatIsTooLargeIsNotBuilt() throws {
        var builder = try Samples.builder()
        builder.body = Body(.sdp, [UInt8](repeating: 0x20, count: Limits.messageBytes))
        #expect(throws: BuildError.tooLarge) { try builder.build() }
    }

    @Test func whatIsBuiltIsReadBack() throws {
        let builder = try Samples.builder(.register)
        let message = try builder.build()
        #expect(message.topVia == builder.via)
        #expect(message.from == builder.from)
        #expect(message.to == builder.to)
        #expect(message.callID == builder.callID)
        #expect(message.cseq == CSeq(7, .register))
        #expect(message.requestURI == builder.requestURI)
    }
}
