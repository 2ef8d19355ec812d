import SIP
import Testing

@Suite struct ResponseMatcherTests {
    private static let right: [(name: String, value: String)] = [
        ("Via", "SIP/2.0/UDP 192.0.2.7:40212;branch=z9hG4bK1;received=198.51.100.2;rport=47189"),
        ("From", "<sip:alice@example.org>;tag=a1"), ("To", "<sip:bob@example.com>;tag=b1"),
        ("Call-ID", "c1@192.0.2.7"), ("CSeq", "7 OPTIONS"),
    ]

    private func match(_ header: String, _ value: String?) throws -> ResponseMatcher.Result {
        let lines = Self.right.compactMap { name, right in
            name == header ? value.map { "\(name): \($0)" } : "\(name): \(right)"
        }
        let response = try message((["SIP/2.0 200 OK"] + lines + ["", ""]).joined(separator: "\r\n").bytes)
        return ResponseMatcher(request: try Samples.request()).match(response)
    }

    @Test func ours() throws {
        #expect(try match("", nil) == .match)
        #expect(try match("Call-ID", "c1@192.0.2.7 ") == .match)
        #expect(try match("From", "Alice <sip:other@example.org>;x;tag=a1") == .match)
        #expect(try match("Via", "SIP/2.0/UDP 192.0.2.7:40212;branch=z9hG4bK1, nonsense") == .match)
    }

    typealias Field = ResponseMatcher.Field

    @Test(
        arguments: [
            ("Via", "SIP/2.0/UDP 192.0.2.7:40212;branch=z9hG4bK2", [Field.branch]),
            ("Via", "SIP/2.0/UDP 192.0.2.7:40212;branch=Z9HG4BK1", [.branch]),
            ("Via", "SIP/2.0/UDP 192.0.2.7;branch=z9hG4bK1", [.sentBy]),
            ("Via", "SIP/2.0/UDP 192.168.78.2:40212;branch=z9hG4bK1", [.sentBy]),
            ("Via", "SIP/2.0/UDP 192.0.2.7:40212, SIP/2.0/UDP 192.0.2.7:40212;branch=z9hG4bK1", [.branch]),
            ("Via", nil, [.branch, .sentBy]), ("Via", "nonsense", [.branch, .sentBy]),
            ("CSeq", "8 OPTIONS", [.cseqNumber]), ("CSeq", "7 INVITE", [.cseqMethod]),
            ("CSeq", "7 options", [.cseqMethod]), ("CSeq", nil, [.cseqNumber, .cseqMethod]),
            ("Call-ID", "C1@192.0.2.7", [.callID]), ("Call-ID", nil, [.callID]),
            ("From", "<sip:alice@example.org>;tag=a2", [.fromTag]), ("From", "<sip:alice@example.org>", [.fromTag]),
        ] as [(String, String?, Set<Field>)])
    func notOurs(_ header: String, _ value: String?, _ differing: Set<Field>) throws {
        let result = try match(header, value)
        #expect(result == .stray(differing))
        #expect(result.differsOnlyInSentBy == (differing == [.sentBy]))
    }
}
