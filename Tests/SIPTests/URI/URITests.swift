import SIP
import Testing

@Suite struct URITests {
    @Test(arguments: [
        "sip:example.com", "sips:bob@example.com", "sip:bob:pass@example.com:5060;transport=tcp;lr?Subject=a&To=b",
        "sip:[2001:db8::1]:5061", "sip:bob@192.0.2.1", "sip:%23bob@example.com;a=%20",
        "sip:+1-212@example.com;user=phone",
        "tel:+1-212-555;phone-context=example.com;ext=3", "tel:*31%23".replacing("%23", with: "#"), "urn:service:sos",
        "http://example.com/a?b", "sip:bob@example.com?a=",
    ])
    func roundTrips(_ text: String) throws {
        #expect(try URI(text).description == text)
    }

    @Test func parts() throws {
        let uri = try #require(try URI("SIPS:bob%20b:p%3Aw@Example.COM:5061;Transport=TCP;x;%6Cr=%41?a=b&c").sip)
        #expect(uri.isSecure)
        #expect(uri.user == "bob b")
        #expect(uri.rawUser == "bob%20b")
        #expect(uri.password == "p:w")
        #expect(uri.host == .name("example.com"))
        #expect(uri.port == 5061)
        #expect(uri.transport == "TCP")
        #expect(uri.parameter("LR") == "A")
        #expect(uri.parameter("x") == "")
        #expect(uri.parameter("y") == nil)
        #expect(uri.headers == [Parameter("a", "b"), Parameter("c")])
    }

    @Test func aUserIsEscapedAsNeeded() throws {
        let uri = SIPURI(user: "a b@c;d/é", host: .name("x"))
        #expect(uri.description == "sip:a%20b%40c;d/%C3%A9@x")
        #expect(try URI(uri.description).sip?.user == "a b@c;d/é")
    }

    @Test func tel() throws {
        guard case .tel(let uri) = try URI("tel:+1-(212).555") else {
            Issue.record("no tel URI")
            return
        }
        #expect(uri.isGlobal)
        #expect(uri.digits == "+1212555")
    }

    @Test(arguments: [
        Marked("▸", .missingValue), Marked("▸bob", .badScheme), Marked("▸1sip:a", .badScheme),
        Marked("sip:▸", .badHost),
        Marked("sip:▸@a", .badUserInfo), Marked("sip:▸:p@a", .badUserInfo), Marked("sip:a@▸", .badHost),
        Marked("sip:a▸%0@b", .badEscape), Marked("sip:a@b:▸99999", .badPort), Marked("sip:a@b▸ ", .spaceInURI),
        Marked("sip:a@b;x=▸ y", .spaceInURI), Marked("sip:a▸<@b", .unexpected), Marked("sip:a@b▸@c", .unexpected),
        Marked("sip:a@b;▸=1", .unexpected), Marked("tel:▸;a=b", .badUserInfo), Marked("tel:12▸x", .unexpected),
        Marked("urn:▸", .missingValue), Marked("urn:a▸ b", .spaceInURI), Marked("sip:a@▸[::1:5060", .badHost),
    ])
    func faults(_ marked: Marked) {
        let error = ParseError(header: "URI", offset: marked.offset ?? -1, rule: marked.rule)
        #expect(throws: error) { try URI(String(decoding: marked.bytes, as: UTF8.self)) }
    }

    /// The examples of RFC 3261 19.1.4.
    @Test(arguments: [
        ("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp", true),
        ("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5", true),
        ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5", true),
        (
            "sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
            "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com", true
        ),
        (
            "sip:alice@atlanta.com?subject=project%20x&priority=urgent",
            "sip:alice@atlanta.com?priority=urgent&subject=project%20x", true
        ),
        ("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", false),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060", false),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp", true),
        ("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp", false),
        ("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", false),
        ("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4", false),
        ("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", false),
        ("sip:a@b;maddr=1.2.3.4", "sip:a@b", false), ("sips:a@b", "sip:a@b", false),
    ])
    func equivalence(_ left: String, _ right: String, _ expected: Bool) throws {
        let left = try #require(try URI(left).sip)
        let right = try #require(try URI(right).sip)
        #expect(left.isEquivalent(to: right) == expected)
        #expect(right.isEquivalent(to: left) == expected)
    }
}
