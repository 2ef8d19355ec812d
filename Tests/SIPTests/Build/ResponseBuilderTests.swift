import SIP
import Testing

@Suite struct ResponseBuilderTests {
    private let source = Via.SentBy(host: .ipv4([198, 51, 100, 2]), port: 47_189)

    private func lines(_ message: Message) -> [String] {
        String(decoding: message.bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    @Test func headersComeBackOctetByOctet() throws {
        let request = try message(
            request(
                "v:SIP/2.0/UDP  a ;branch=z9hG4bK1,SIP/2.0/TCP b", "X: y", "t : Bob<sip:bob@b>", "Via: SIP / 2.0/UDP c",
                "FROM:\t<sip:a@b> ; tag = 1", "i: x", "cSeq:  0009   OPTIONS", "Record-Route: <sip:p;lr>"))
        var builder = ResponseBuilder(to: request, 404, toTag: "t1")
        builder.headers = [Header(.server, "lab")]
        #expect(
            lines(try builder.build()) == [
                "SIP/2.0 404 Not Found", "v:SIP/2.0/UDP  a ;branch=z9hG4bK1,SIP/2.0/TCP b", "Via: SIP / 2.0/UDP c",
                "FROM:\t<sip:a@b> ; tag = 1", "t : Bob<sip:bob@b>;tag=t1", "i: x", "cSeq:  0009   OPTIONS",
                "Server: lab",
                "Content-Length: 0", "", "",
            ])
    }

    @Test(arguments: [
        (
            "SIP/2.0/UDP 192.0.2.7:5060;rport;branch=z9hG4bK1",
            "SIP/2.0/UDP 192.0.2.7:5060;rport=47189;branch=z9hG4bK1;received=198.51.100.2"
        ),
        ("SIP/2.0/UDP 198.51.100.2;branch=1", "SIP/2.0/UDP 198.51.100.2;branch=1"),
        ("SIP/2.0/UDP 198.51.100.2;rport", "SIP/2.0/UDP 198.51.100.2;rport=47189;received=198.51.100.2"),
        (
            "SIP/2.0/UDP sipdiag.invalid;branch=1 , SIP/2.0/UDP z;rport",
            "SIP/2.0/UDP sipdiag.invalid;branch=1;received=198.51.100.2 , SIP/2.0/UDP z;rport"
        ),
        ("SIP/2.0/UDP a;received = 1.2.3.4 ; rport = 9;x", "SIP/2.0/UDP a;received=198.51.100.2 ; rport=47189;x"),
        ("SIP/2.0/UDP a;rport=9;received=1.2.3.4", "SIP/2.0/UDP a;rport=47189;received=198.51.100.2"),
        ("nonsense", "nonsense"),
    ])
    func theTopViaIsStamped(_ via: String, _ stamped: String) throws {
        var builder = ResponseBuilder(to: try message(request("Via: \(via)")), 200)
        builder.source = source
        #expect(lines(try builder.build())[1] == "Via: \(stamped)")
    }

    @Test func anIPv6SourceStandsWithoutBrackets() throws {
        var builder = ResponseBuilder(to: try Samples.request(), 200)
        builder.source = Via.SentBy(host: try Host("2001:db8::1"), port: 5060)
        let via = try #require(try builder.build().topVia)
        #expect(via.parameters.value("received") == "2001:db8::1")
        #expect(via.received == builder.source?.host)
    }

    @Test func tagsAndRoutes() throws {
        let invite = try message(
            "INVITE sip:b@c SIP/2.0\r\nVia: SIP/2.0/UDP a\r\nTo: <sip:b@c>;tag=old\r\nRecord-Route: <sip:p;lr>\r\n\r\n"
                .bytes)
        let ringing = try ResponseBuilder(to: invite, 180, toTag: "new").build()
        #expect(ringing.to?.tag == "old")
        #expect(ringing.recordRoutes.count == 1)
        #expect(try ResponseBuilder(to: invite, 100).build().recordRoutes.isEmpty)
        #expect(try ResponseBuilder(to: invite, 486).build().recordRoutes.isEmpty)
    }

    @Test func whatCannotBeBuilt() throws {
        let request = try Samples.request()
        #expect(throws: BuildError.badStatusCode(700)) { try ResponseBuilder(to: request, 700).build() }
        #expect(throws: BuildError.controlCharacter(header: "start line")) {
            try ResponseBuilder(to: request, 200, reason: "OK\r\nX: 1").build()
        }
        #expect(throws: BuildError.malformed(ParseError(header: "To", offset: 174, rule: .badToken))) {
            try ResponseBuilder(to: request, 200, toTag: "a\r\nb").build()
        }
        let bare = try message("OPTIONS sip:b@c SIP/2.0\r\n\r\n".bytes)
        #expect(throws: BuildError.missingVia) { try ResponseBuilder(to: bare, 200).build() }
    }

    @Test func reasons() throws {
        let request = try Samples.request()
        #expect(try ResponseBuilder(to: request, 299).build().startLineText == "SIP/2.0 299 ")
        #expect(try ResponseBuilder(to: request, 200, reason: "Да").build().reasonPhrase == "Да")
    }
}
