import SIP
import Testing

/// What the messages of RFC 4475 say once they are read.
@Suite struct TortureContentTests {
    private func torture(_ name: String) throws -> Message {
        try message(try Fixtures.torture("valid/\(name)"))
    }

    @Test func wsinv() throws {
        let message = try torture("wsinv")
        #expect(message.method == .invite)
        #expect(message.requestURI?.sip?.parameter("unknownparam") == "")
        #expect(message.to?.uri.description == "sip:vivekg@chair-dnrc.example.com")
        #expect(message.to?.tag == "1918181833n")
        #expect(message.from?.displayName == "J Rosenberg \\\"")
        #expect(message.from?.tag == "98asjd8")
        #expect(message.maxForwards == 68)
        #expect(message.cseq == CSeq(9, .invite))
        #expect(message.contentLength == 150)
        #expect(message.values(of: .subject) == [""])
        #expect(message.values(named: "newfangledheader") == ["newfangled value continued newfangled value"])
        #expect(message.values(named: "UnknownHeaderWithUnusualValue") == [";;,,;;,;"])
        #expect(message.vias.map(\.transport) == ["UDP", "TCP", "UDP"])
        #expect(message.vias.map(\.branch) == ["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"])
        #expect(message.vias.map(\.sentBy.description) == ["192.0.2.2", "spindle.example.com", "192.168.255.111"])
        #expect(message.routes.first?.uri.sip?.parameter("lr") == "")
        #expect(message.routes.first?.uri.sip?.parameter("unknownwith") == "value")
        let contact = try #require(message.contacts.first)
        #expect(contact.address?.displayName == "Quoted string \"\"")
        #expect(contact.address?.parameters.value("newparam") == "newvalue")
        #expect(contact.qThousandths == 330)
    }

    @Test func intmeth() throws {
        let message = try torture("intmeth")
        #expect(message.method == Method("!interesting-Method0123456789_*+`.%indeed'~"))
        #expect(message.cseq?.method == message.method)
        #expect(message.to?.displayName == "BEL:\u{7} NUL:\0 DEL:\u{7F}")
        #expect(message.from?.displayName == "token1~` token2'+_ token3*%!.-")
        #expect(message.from?.tag == "_token~1'+`*%!-.")
        #expect(message.from?.parameters.value("fromParam''~+*_!.-%") == "работающий")
        #expect(message.callID?.text == "intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{")
        #expect(message.requestURI?.sip?.host == .name("example.com"))
        #expect(message.requestURI?.sip?.user == "1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*")
        #expect(message.requestURI?.sip?.password == "&it+has=1,weird!*pas$wo~d_too.(doesn't-it)")
    }

    @Test func esc01ResolvesEscapesOnce() throws {
        let message = try torture("esc01")
        #expect(message.requestURI?.sip?.user == "sips:user@example.com")
        #expect(message.requestURI?.sip?.host == .name("example.net"))
        #expect(message.to?.uri.sip?.user == "user")
        #expect(message.from?.uri.sip?.user == "I have spaces")
        let contact = message.contacts.first?.uri?.sip
        #expect(contact?.user == "caller")
        #expect(contact?.parameter("lr") == "")
        #expect(contact?.parameter("name") == "value%41")
    }

    @Test func escnullKeepsNulls() throws {
        let message = try torture("escnull")
        #expect(message.to?.uri.sip?.user == "null-\0-null")
        #expect(message.contacts.map(\.uri?.sip?.user) == ["\0", "\0\0"])
    }

    @Test func esc02HasNoEscapes() throws {
        let message = try torture("esc02")
        #expect(message.method == Method("RE%47IST%45R"))
        #expect(message.to?.displayName == "%Z%45")
        #expect(message.contacts.count == 2)
        #expect(message.values(named: "C%6Fntact") == ["<sip:alias2@host2.example.com>"])
    }

    @Test func longreq() throws {
        let message = try torture("longreq")
        #expect(message.vias.count == 34)
        #expect(message.topVia?.sentBy.host == .name("sip33.example.com"))
        #expect(message.vias.last?.received == .ipv4([192, 0, 2, 5]))
        #expect(message.from?.tag?.count == 155)
    }

    @Test func dblreqIgnoresWhatFollowsOnADatagram() throws {
        let bytes = try Fixtures.torture("valid/dblreq")
        guard case .message(let message, let consumed) = Message.parse(bytes, framing: .datagram) else {
            Issue.record("no message")
            return
        }
        #expect(message.method == .register)
        #expect(consumed == 300)
        #expect(message.bytes == Array(bytes[..<300]))
        #expect(message.body.isEmpty)
    }

    @Test func dblreqIsTwoMessagesOnAStream() throws {
        var framer = StreamFramer(side: .server)
        let events = framer.receive(try Fixtures.torture("valid/dblreq"))
        let methods = events.compactMap { event -> Method? in
            guard case .message(let message) = event else { return nil }
            return message.method
        }
        #expect(methods == [.register, .invite])
    }

    @Test func semiuri() throws {
        let message = try torture("semiuri")
        #expect(message.requestURI?.sip?.user == "user;par=u@example.net")
        #expect(message.requestURI?.sip?.host == .name("example.com"))
        #expect(message.values(of: .accept).count == 6)
        #expect(message.values(of: .accept).last == "message/sipfrag")
    }

    @Test func transports() throws {
        #expect(try torture("transports").vias.map(\.transport) == ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"])
    }

    @Test func mpart01KeepsItsBinaryBody() throws {
        let message = try torture("mpart01")
        #expect(message.bodyBytes.count == 553)
        #expect(message.bodyBytes.starts(with: "--7a9cbec02ceef655\r\n".utf8))
        #expect(message.bodyBytes.suffix(24).elementsEqual("\r\n--7a9cbec02ceef655--\r\n".utf8))
        #expect(message.bodyBytes.contains(0))
        #expect(message.contentType?.subtype == "mixed")
        #expect(message.contentType?.parameters.value("boundary") == "7a9cbec02ceef655")
        #expect(message.topVia?.hasRport == true)
        #expect(message.topVia?.rport == nil)
    }

    @Test func reasonPhrases() throws {
        #expect(try torture("noreason").statusCode == 100)
        #expect(try torture("noreason").reasonPhrase == "")
        #expect(try torture("unreason").reasonPhrase == "= 2**3 * 5**2 но сто девяносто девять - простое")
    }

    @Test func schemes() throws {
        #expect(
            try torture("unkscm").requestURI == .other(scheme: "nobodyKnowsThisScheme", rest: "totallyopaquecontent"))
        #expect(try torture("novelsc").requestURI == .other(scheme: "soap.beep", rest: "//192.0.2.103:3002"))
        #expect(try torture("unksm2").to?.uri.scheme == "isbn")
        #expect(try torture("unksm2").contacts.first?.uri == .other(scheme: "name", rest: "John_Smith"))
    }

    @Test func parametersBelongToTheHeaderWithoutBrackets() throws {
        let header = try #require(try torture("cparam01").contacts.first?.address)
        #expect(header.parameters == [Parameter("unknownparam")])
        #expect(header.uri.sip?.parameters == [])
        let uri = try #require(try torture("cparam02").contacts.first?.address)
        #expect(uri.parameters == [])
        #expect(uri.uri.sip?.parameters == [Parameter("unknownparam")])
        let escaped = try #require(try torture("regescrt").contacts.first?.uri?.sip)
        #expect(escaped.headers == [Parameter("Route", "%3Csip:sip.example.com%3E")])
    }

    @Test func lwsdispAndInv2543() throws {
        #expect(try torture("lwsdisp").from?.displayName == "caller")
        let old = try torture("inv2543")
        #expect(old.from?.tag == nil)
        #expect(old.topVia?.branch == nil)
        #expect(old.bodyBytes.count == 105)
        #expect(old.to?.parameters.value("user") == "phone")
    }
}
