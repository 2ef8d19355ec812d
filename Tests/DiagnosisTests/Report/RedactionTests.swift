import Diagnosis
import Foundation
import TestSupport
import Testing

/// What `--redact` masks and what it leaves; the same secret has the same mask wherever it stands.
@Suite struct RedactionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var masked: String

        init(_ text: String, _ masked: String) {
            (self.text, self.masked) = (text, masked)
        }

        var testDescription: String { text }
    }

    static let addresses = [
        Row("to 203.0.113.5:5060, from 203.0.113.50", "to ip-1:5060, from ip-2"),
        Row("203.0.113.5 and ::ffff:203.0.113.5 and [::FFFF:cb00:7105]:5060", "ip-1 and ip-1 and ip-1:5060"),
        Row("10.1.2.3 172.31.0.1 192.168.0.1 169.254.1.1", "private-ip-1 private-ip-2 private-ip-3 private-ip-4"),
        Row("100.64.0.1 100.128.0.1 172.32.0.1", "carrier-ip-1 ip-1 ip-2"),
        Row("[2001:db8::1]:5060 2001:DB8:0:0:0:0:0:1", "ip6-1:5060 ip6-1"),
        Row("fe80::1%eth0, fd00::2.", "private-ip6-1%eth0, private-ip6-2."),
        Row("2001:db8::1: refused", "ip6-1: refused"),
        Row("c=IN IP4 203.0.113.5\r\nc=IN IP6 2001:db8::5/127", "c=IN IP4 ip-1\r\nc=IN IP6 ip6-1/127"),
        Row(
            "Via: SIP/2.0/UDP 192.168.0.2:5060;received=203.0.113.5;rport=6",
            "Via: SIP/2.0/UDP private-ip-1:5060;received=ip-1;rport=6"),
        Row(
            "Call-ID: 4f@203.0.113.5\r\nWarning: 399 203.0.113.5:5060 \"x\"",
            "Call-ID: 4f@ip-1\r\nWarning: 399 ip-1:5060 \"x\""),
        Row("203.0.113.5 is 203-0-113-5.example.net, 1-2-3-4 is nobody", "ip-1 is ip-1.example.net, 1-2-3-4 is nobody"),
        Row("ip203.0.113.5x \u{E4}203.0.113.5", "ipip-1x \u{E4}ip-1"),
        Row("127.0.0.1 ::1 0.0.0.0 :: 255.255.255.255", "127.0.0.1 ::1 0.0.0.0 :: 255.255.255.255"),
        Row(
            "20:12:00.000Z 256.1.1.1 1.2.3 a:b:c AA:BB:CC:DD:EE:FF std::dec",
            "20:12:00.000Z 256.1.1.1 1.2.3 a:b:c AA:BB:CC:DD:EE:FF std::dec"),
        Row("sip:+4930123456@example.com", "sip:+4930123456@example.com"),
        Row("Contact:203.0.113.5:", "Contact:ip-1:"),
    ]

    static let numbers = [
        Row(
            "sip:+4930123456@example.com and 004930123456, 030123456, 4930123456",
            "sip:num-1-456@example.com and num-1-456, num-1-456, num-1-456"),
        Row("<sip:%2B4930123456@x>, <tel:+49-30-12(34)56>", "<sip:num-1-456@x>, <tel:num-1-456>"),
        Row("sips:1001@x SIP:1001@x and 1001 ms, port 1001", "sips:num-1@x SIP:num-1@x and 1001 ms, port 1001"),
        Row("sip:+4930123456;phone-context=x@example.com", "sip:num-1-456;phone-context=x@example.com"),
        Row("sip:bob:secret@example.com is bob", "sip:user-1@example.com is user-1"),
        Row("sip:sip@x SIP/2.0 sip:INVITE@x INVITE", "sip:user-1@x SIP/2.0 sip:user-2@x INVITE"),
        Row(
            "To: <sip:bob@example.com>\r\nUser bob is not bobby, not bob.example.com",
            "To: <sip:user-1@example.com>\r\nUser user-1 is not bobby, not bob.example.com"),
        Row("call +1 (555) 0100 or +15550100 or +1.555.555.0100.", "call +1 (555) 0100 or num-1-100 or num-2-100."),
        Row("From: \"Bob \\\"B\\\" Smith\" <sip:a@x>;tag=1", "From: \"name-1\" <sip:user-1@x>;tag=1"),
        Row("From: Bob Smith <sip:bob@x>\r\nBob Smith is busy", "From: name-1 <sip:user-1@x>\r\nname-1 is busy"),
        Row("From: \"030 1234567\" <sip:30@x>", "From: \"num-1-567\" <sip:num-2@x>"),
        Row("Contact is <sip:bob@x>", "Contact is <sip:user-1@x>"),
        Row("From: Miller & Sons (Sales) <sip:a@x>", "From: name-1 <sip:user-1@x>"),
        Row("Contact: A <sip:a@x>, Beate <sip:b@x>", "Contact: name-1 <sip:user-1@x>, name-2 <sip:user-2@x>"),
        Row(
            "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>, <sip:sipdiag@x>",
            "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>, <sip:sipdiag@x>"),
        Row("Digest username=\"alice\", uri=\"sip:x\"; alice", "Digest username=\"user-1\", uri=\"sip:x\"; user-1"),
        Row(
            "o=2001 1795823793856 1 IN IP4 192.0.2.1\r\no=- 1 1", "o=num-1 1795823793856 1 IN IP4 192.0.2.1\r\no=- 1 1"),
        Row("sip:timeout@x timeout sip:user@x user", "sip:user-1@x timeout sip:user-2@x user"),
        Row(
            "Identity: eyJhbGciOiJFUzI1NiJ9.eyJkZXN0IjoxfQ.c2ln;info=<https://x>", "Identity: passport;info=<https://x>"
        ),
        Row("sip:example.com;transport=udp <sip:192.0.2.1:5060>", "sip:example.com;transport=udp <sip:192.0.2.1:5060>"),
        Row("CSeq: 314159 INVITE, 404 Not Found in 12345678 ms", "CSeq: 314159 INVITE, 404 Not Found in 12345678 ms"),
    ]

    @Test(arguments: addresses)
    func masksAddresses(row: Row) {
        var redactor = Redactor([.addresses])
        #expect(redactor.masked(row.text) == row.masked)
    }

    @Test(arguments: numbers)
    func masksPeople(row: Row) {
        var redactor = Redactor([.numbers], keeping: ["timeout"])
        #expect(redactor.masked(row.text) == row.masked)
    }

    /// A message that says one thing all along, 64 KiB of it.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["sip:", "1.", "<sip:a@b>,", "A <sip:", "eyJ."])
    func aLongMessageIsSoonMasked(unit: String) {
        var redactor = Redactor(Set(Redaction.allCases))
        let message = String(repeating: unit, count: 65_536 / unit.utf8.count)
        #expect(redactor.masked(message).utf8.count > 0)
    }

    /// What an answer tells at the end is masked in what was said before, and in bytes that are no text.
    @Test func aSecretIsKnownEverywhere() throws {
        var report = ReportEncodingTests.report(
            [
                Finding(
                    id: "a", test: "a", outcome: "bob", status: .fail, title: "bob",
                    facts: ["auth_user": .text("bob"), "list": .list(["at 4930123456", "203-0-113-5.example.net"])])
            ],
            messages: [
                RecordedMessage(
                    atMs: 0, direction: .received, transport: "udp", local: "[2001:db8::1]:5060",
                    remote: "203.0.113.5:5060",
                    bytes: Array("SIP/2.0 404 +4930123456\r\nTo: <sip:030123456@203.0.113.5>\r\n\r\n".utf8) + [0xFF])
            ])
        report.target = "bob@203.0.113.5"
        let masked = report.masked(by: Redactor(Set(Redaction.allCases)))
        #expect(masked.target == "user-1@ip-1")
        #expect(masked.findings[0].title == "user-1" && masked.findings[0].outcome == "bob")
        #expect(
            masked.findings[0].facts == [
                "auth_user": .text("user-1"), "list": .list(["at num-1-456", "ip-1.example.net"]),
            ])
        #expect(masked.messages[0].local == "ip6-1:5060" && masked.messages[0].startLine == "SIP/2.0 404 num-1-456")
        let bytes = Array("SIP/2.0 404 num-1-456\r\nTo: <sip:num-1-456@ip-1>\r\n\r\n".utf8) + [0xFF]
        #expect(masked.messages[0].content == .bytes(bytes))
    }

    /// Nothing that a plain search finds in a report is left of it, in any format.
    @Test(arguments: View.reports)
    func nothingIsLeft(name: String) throws {
        let bytes = try Golden.read("Reports/\(name).json")
        let report = try Report.decode(bytes)
        let secrets = Self.secrets(in: String(decoding: bytes, as: UTF8.self))
        let masked = report.masked(by: Redactor(Set(Redaction.allCases)))
        let options = TextOptions(detail: .verbose, trace: true, ladder: true, causeTitles: View.causeTitles)
        for output in [masked.text(options), masked.encoded(), masked.markdown(options), masked.html(options)] {
            for secret in secrets { #expect(!output.contains(secret), "\(secret)") }
        }
        #expect(try Report.decode(Array(masked.encoded().utf8)) == masked)
        #expect(!secrets.isEmpty)
    }

    private static func secrets(in text: String) -> Set<String> {
        let addresses = text.matches(of: /[0-9]{1,3}(?:\.[0-9]{1,3}){3}|2001:db8:[0-9a-f:]+/).map { String($0.output) }
        let users = text.matches(of: /sips?:([^@\s:;>"]+)@/).map { "\($0.output.1)@" }
        return Set(addresses + users).filter { !$0.hasPrefix("127.") && $0 != "sipdiag@" }
    }
}
