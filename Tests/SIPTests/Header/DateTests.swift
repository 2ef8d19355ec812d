import Testing

@testable import SIP

/// Date as a time; its grammar is in the tests of the validator.
@Suite struct DateTests {
    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sat, 13 Nov 2010 23:29:00 GMT", 1_289_690_940),
        ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600), ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
        ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
    ])
    func isATime(text: String, seconds: Int) throws {
        let message = "SIP/2.0 200 OK\r\nDate: \(text)\r\n\r\n"
        guard case .message(let response, _) = Message.parse(Array(message.utf8), framing: .datagram) else {
            Issue.record("no message")
            return
        }
        #expect(response.date?.unixSeconds == seconds)
    }
}
