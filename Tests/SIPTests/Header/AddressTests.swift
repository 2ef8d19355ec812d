import SIP
import Testing

@Suite struct AddressTests {
    @Test(arguments: [
        ("<sip:a@b>", "<sip:a@b>"), ("sip:a@b;tag=1", "<sip:a@b>;tag=1"),
        ("Bob B <sip:a@b;lr>;x", "\"Bob B\" <sip:a@b;lr>;x"),
        ("\"B \\\"o\\\\b\\\"\" <sip:a@b>", "\"B \\\"o\\\\b\\\"\" <sip:a@b>"),
        ("\"\"<tel:+1>;q=\"a;b\"", "\"\" <tel:+1>;q=\"a;b\""),
        ("sip:a@[::1]:5060 ; tag = x", "<sip:a@[::1]:5060>;tag=x"),
    ])
    func prints(_ text: String, _ printed: String) throws {
        let address = try NameAddress(text)
        #expect(address.description == printed)
        #expect(try NameAddress(printed) == address)
    }

    @Test func contacts() throws {
        let message = try message(
            request("m: <sip:a@b>;expires=60;q=0.7, \"x, y\" <sip:c@d>;expires=5000000000, sip:e@f", "Contact: *"))
        let contacts = message.contacts
        #expect(
            contacts.map(\.description)
                == ["<sip:a@b>;expires=60;q=0.7", "\"x, y\" <sip:c@d>;expires=5000000000", "<sip:e@f>", "*"])
        #expect(contacts.map(\.expires) == [60, nil, nil, nil])
        #expect(contacts.map(\.qThousandths) == [700, nil, nil, nil])
        #expect(contacts.last == .wildcard)
    }

    @Test(arguments: [
        ("1", 1000), ("1.000", 1000), ("0", 0), ("0.", 0), ("0.05", 50), ("1.001", nil), ("2", nil), ("0.1234", nil),
        ("x", nil), ("", nil),
    ])
    func q(_ text: String, _ expected: Int?) throws {
        #expect(Contact.address(try NameAddress("<sip:a@b>;q=\(text)")).qThousandths == expected)
    }

    @Test func routes() throws {
        let message = try message(
            request("Route: <sip:a;lr>,<sip:b;lr>", "Record-Route: <sip:c>", "Route: <sip:d>;x=1"))
        #expect(message.routes.map(\.uri.description) == ["sip:a;lr", "sip:b;lr", "sip:d"])
        #expect(message.recordRoutes.map(\.uri.description) == ["sip:c"])
    }

    /// Peers do write such names; the tag behind them must still be found.
    @Test(arguments: ["Jörg <sip:a@b>;tag=1", "Bell, Al <sip:a@b>;tag=1", "a@b <sip:a@b>;tag=1"])
    func aDisplayNameThatLacksItsQuotesIsRead(_ text: String) throws {
        #expect(try message(request("From: \(text)")).from?.tag == "1")
    }
}
