import SIP
import Testing

@Suite struct HeaderTests {
    @Test(arguments: HeaderName.allCases) func everyNameFindsItsRow(_ header: HeaderName) {
        #expect(HeaderName(header.name) == header)
        #expect(HeaderName(header.name.uppercased()) == header)
        if let compact = header.compactForm { #expect(HeaderName(String(compact)) == header) }
    }

    @Test func theTableFollowsTheCases() {
        #expect(Set(HeaderName.allCases.map(\.name)).count == HeaderName.allCases.count)
        #expect(HeaderName.cseq.name == "CSeq")
        #expect(HeaderName.wwwAuthenticate.name == "WWW-Authenticate")
        #expect(HeaderName.sipETag.name == "SIP-ETag")
        #expect(HeaderName("X-Odd") == nil)
        #expect(HeaderName("") == nil)
        // RFC 3261 20, and the registry's later ones.
        let compact = HeaderName.allCases.compactMap(\.compactForm).map(String.init).sorted().joined()
        #expect(compact == "abcdefijklmorstuvxy")
    }

    @Test func plainValues() throws {
        let message = try message(
            request(
                "Allow: INVITE, ACK,BYE ,", "Server: A, B (c, d)", "k: \r\n 100rel", "Supported: timer", "Allow:",
                "WWW-Authenticate: Digest realm=\"a\", nonce=\"b\"", "www-authenticate: Basic x",
                "Error-Info: <sip:a,b@c>;x=\"d,e\", <sip:f>"))
        #expect(message.values(of: .allow) == ["INVITE", "ACK", "BYE"])
        #expect(message.value(of: .server) == "A, B (c, d)")
        #expect(message.values(of: .supported) == ["100rel", "timer"])
        #expect(message.values(of: .wwwAuthenticate) == ["Digest realm=\"a\", nonce=\"b\"", "Basic x"])
        #expect(message.values(of: .errorInfo) == ["<sip:a,b@c>;x=\"d,e\"", "<sip:f>"])
        #expect(message.values(named: "SERVER") == ["A, B (c, d)"])
        #expect(message.value(of: .userAgent) == nil)
    }

    @Test func retryAfter() throws {
        #expect(try message(request("Retry-After: 120")).retryAfter?.seconds == 120)
        let long = try message(request("Retry-After: 18000 (in a (long) \\) meeting) ;duration=3600")).retryAfter
        #expect(long?.seconds == 18_000)
        #expect(long?.comment == "in a (long) \\) meeting")
        #expect(long?.duration == 3600)
        #expect(try message(request("Retry-After: soon")).retryAfter == nil)
    }

    @Test func warnings() throws {
        let warnings = try message(
            request("Warning: 305 isi.edu:5060 \"Incompatible, media\", 399 [::1] \"\\\"x\\\"\"", "Warning: broken")
        ).warnings
        #expect(warnings.map(\.code) == [305, 399])
        #expect(warnings.map(\.agent) == ["isi.edu:5060", "[::1]"])
        #expect(warnings.map(\.text) == ["Incompatible, media", "\"x\""])
    }

    @Test func reasons() throws {
        let reasons = try message(request("Reason: Q.850;cause=17;text=\"User, busy\",SIP ;cause=x")).reasons
        #expect(reasons.map(\.protocolName) == ["Q.850", "SIP"])
        #expect(reasons.map(\.cause) == [17, nil])
        #expect(reasons.map(\.text) == ["User, busy", nil])
    }

    @Test func scalars() throws {
        let message = try message(
            request(
                "CSeq: 0009\r\n  INVITE", "Max-Forwards: 0068", "Expires: 4294967295", "Min-Expires: 60", "l: 0",
                "c: Application/SDP;charset=\"utf 8\""))
        #expect(message.cseq == CSeq(9, .invite))
        #expect(message.maxForwards == 68)
        #expect(message.expires == 4_294_967_295)
        #expect(message.minExpires == 60)
        #expect(message.contentLength == 0)
        #expect(message.contentType?.isSameType(as: .sdp) == true)
        #expect(message.contentType?.parameters.value("charset") == "utf 8")
        #expect(message.contentType?.description == "Application/SDP;charset=\"utf 8\"")
    }

    @Test func sessionTimers() throws {
        let message = try message(request("x: 1800 ;Refresher=UAC;y", "Min-SE: 90;z=1"))
        #expect(message.sessionExpires == SessionExpires(1800, refresher: .uac))
        #expect(message.minSE == 90)
        #expect(SessionExpires(90, refresher: .uas).description == "90;refresher=uas")
        let odd = try SIPTests.message(request("Session-Expires: 4294967296", "Min-SE: soon", "x: 5;refresher=z"))
        #expect(odd.sessionExpires == nil)
        #expect(odd.minSE == nil)
        #expect(odd.validate().filter { $0.header == "Min-SE" }.map(\.severity) == [.tolerable])
        #expect(try SIPTests.message(request("x: 5;refresher=z")).sessionExpires == SessionExpires(5))
    }

    @Test(arguments: [
        ("183", "100rel", "1", 1), ("183", "x, 100REL", "4294967295", 4_294_967_295),
        ("183", "100rel", "4294967296", nil),
        ("183", "100rel", "-1", nil), ("183", "timer", "1", nil), ("100", "100rel", "1", nil),
        ("200", "100rel", "1", nil),
    ])
    func reliableNumbers(_ code: String, _ require: String, _ rSeq: String, _ number: UInt32?) throws {
        let response = try message("SIP/2.0 \(code) x\r\nRequire: \(require)\r\nRSeq: \(rSeq)\r\n\r\n".bytes)
        #expect(response.reliableNumber == number)
    }

    @Test func acknowledgedResponses() throws {
        #expect(try message(request("RAck: 776656 1 INVITE")).rAck == RAck(776_656, CSeq(1, .invite)))
        #expect(RAck(7, CSeq(1, .invite)).description == "7 1 INVITE")
        #expect(try message(request("RAck: 776656 INVITE")).rAck == nil)
        let wrong = try message(request("RAck: x 1 INVITE", "RSeq: 4294967296"))
        #expect(
            Set(wrong.validate().filter { $0.severity == .tolerable }.map(\.header)).isSuperset(of: ["RAck", "RSeq"]))
    }

    @Test func registrationRoutes() throws {
        let message = try message(
            request("Path: <sip:p1;lr>,<sip:p2;lr>;x", "Service-Route: <sip:s1;lr>", "Service-Route: <sip:s2;lr>"))
        #expect(message.paths.map(\.uri.description) == ["sip:p1;lr", "sip:p2;lr"])
        #expect(message.serviceRoutes.map(\.uri.description) == ["sip:s1;lr", "sip:s2;lr"])
    }

    @Test func allowedMethods() throws {
        #expect(try message(request("Allow: INVITE, ack")).allowedMethods == [.invite, Method("ack")])
    }

    @Test func dates() throws {
        let right = try message(request("Date: Sat, 13 Nov 2010 23:29:00 GMT"))
        #expect(!right.validate().contains { $0.header == "Date" })
    }
}
