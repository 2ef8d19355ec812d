import SIP
import Testing

/// A `▸` in the text marks the byte at which the fault must be told.
struct Marked: Sendable, CustomTestStringConvertible {
    let text: String
    let rule: Rule
    let header: String?

    init(_ text: String, _ rule: Rule, in header: String? = nil) {
        self.text = text
        self.rule = rule
        self.header = header
    }

    var bytes: [UInt8] { text.replacing("▸", with: "").bytes }
    var offset: Int? {
        text.utf8.firstRange(of: "▸".utf8).map { text.utf8.distance(from: text.utf8.startIndex, to: $0.lowerBound) }
    }
    var testDescription: String {
        text.split(whereSeparator: \.isNewline).first { $0.contains("▸") }.map(String.init) ?? text
    }
}

@Suite struct FaultTests {
    @Test(arguments: [
        Marked("▸\u{16}\u{3}\u{1}\u{2}", .notSIP),
        Marked("▸{\"a\": 1}\r\n", .notSIP),
        Marked("GET / ▸HTTP/1.1\r\n\r\n", .notSIP),
        Marked("HTTP▸/1.1 400 Bad Request\r\n\r\n", .badMethod),
        Marked("INVITE▸\r\n\r\n", .badMethod),
        Marked("INVITE▸ \r\n\r\n", .notSIP),
        Marked("INVITE ▸sip:bob@example.com\r\n\r\n", .notSIP),
        Marked("INVITE ▸SIP/2.0\r\n\r\n", .missingValue),
        Marked("INVITE sip:a@b ▸SIP/2.0x\r\n\r\n", .notSIP),
        Marked("SIP/2.0▸\r\n\r\n", .notSIP),
        Marked("SIP/2.0 ▸20 OK\r\n\r\n", .badStatusCode),
        Marked("SIP/2.0 ▸099 OK\r\n\r\n", .badStatusCode),
        Marked("SIP/2.0 ▸700 OK\r\n\r\n", .badStatusCode),
        Marked("SIP/2.0 ▸0200 OK\r\n\r\n", .badStatusCode),
        Marked("SIP/2.0 ▸200OK\r\n\r\n", .badStatusCode),
        Marked("SIP/2.0 ▸OK\r\n\r\n", .badStatusCode),
        Marked("\r\n\r\n▸@\r\n", .notSIP),
        Marked("SIP/2.0 200 OK\r\nContent-Length: ▸five\r\n\r\n", .badNumber, in: "Content-Length"),
        Marked("SIP/2.0 200 OK\r\nl: 1▸ 2\r\n\r\n", .badNumber, in: "Content-Length"),
        Marked("SIP/2.0 200 OK\r\nl:▸\r\n\r\n", .missingValue, in: "Content-Length"),
        Marked("SIP/2.0 200 OK\r\nl: 1\r\nContent-Length: ▸2\r\n\r\nab", .conflictingLengths, in: "Content-Length"),
    ])
    func bytesThatNoFurtherByteMakesRight(_ marked: Marked) {
        let error = ParseError(header: marked.header ?? "start line", offset: marked.offset ?? -1, rule: marked.rule)
        #expect(Message.parse(marked.bytes, framing: .stream) == .wrong(error))
    }

    /// One header line in a request; offsets count from the line's begin.
    @Test(arguments: [
        Marked("▸Via SIP/2.0/UDP a.example", .missingColon, in: "Via SIP/2.0/UDP a.example"),
        Marked("▸X@Y: 1", .badHeaderName, in: "X@Y: 1"),
        Marked("▸Odd: 1\r2", .bareCarriageReturn, in: "Odd"),
        Marked("Via: SIP▸", .unexpected, in: "Via"),
        Marked("Via: SIP/2.0/UDP▸", .missingValue, in: "Via"),
        Marked("v: ▸SIP/1.0/UDP a", .unsupportedVersion, in: "Via"),
        Marked("Via: SIP/2.0/UDP ▸;branch=1", .badHost, in: "Via"),
        Marked("Via: SIP/2.0/UDP ▸[::1;branch=1", .badHost, in: "Via"),
        Marked("Via: SIP/2.0/UDP ▸1.2.3.256", .badHost, in: "Via"),
        Marked("Via: SIP/2.0/UDP a:▸65536", .badPort, in: "Via"),
        Marked("Via: SIP/2.0/UDP a:▸", .badPort, in: "Via"),
        Marked("Via: SIP/2.0/UDP a;▸;branch=1", .emptyParameter, in: "Via"),
        Marked("Via: SIP/2.0/UDP a;branch=▸", .emptyParameter, in: "Via"),
        Marked("Via: SIP/2.0/UDP a;branch=1 ▸b", .unexpected, in: "Via"),
        Marked("Via: SIP/2.0/UDP a,▸", .missingValue, in: "Via"),
        Marked("Via: SIP/2.0/UDP a, SIP/2.0/UDP ▸-.", .badHost, in: "Via"),
        Marked("From: ▸bob@example.com", .badScheme, in: "From"),
        Marked("From: <▸bob@example.com>", .badScheme, in: "From"),
        Marked("From: \"Bob\" ▸<sip:bob@example.com", .unterminatedBracket, in: "From"),
        Marked("From: ▸\"Bob <sip:bob@example.com>", .unterminatedQuote, in: "From"),
        Marked("From: \"Bob\" ▸sip:bob@example.com", .unexpected, in: "From"),
        Marked("From: B▸öb <sip:bob@example.com>", .badDisplayName, in: "From"),
        Marked("From: <▸ sip:bob@example.com>;tag=1", .spaceInAddress, in: "From"),
        Marked("From: <sip:▸@example.com>", .badUserInfo, in: "From"),
        Marked("From: <sip:b▸%zzb@example.com>", .badEscape, in: "From"),
        Marked("From: <sip:bob@▸exa..mple>", .badHost, in: "From"),
        Marked("From: <sip:bob@example.com:▸x>", .badPort, in: "From"),
        Marked("From: <sip:bob@example.com▸/x>", .unexpected, in: "From"),
        Marked("From: <sip:bob@example.com>;tag=1▸, <sip:a@b>", .unexpected, in: "From"),
        Marked("From: sip:bob@example.com▸?Subject=x", .needsAngleBrackets, in: "From"),
        Marked("m: <sip:b▸ b@example.com>", .spaceInURI, in: "Contact"),
        Marked("CSeq: ▸x OPTIONS", .badNumber, in: "CSeq"),
        Marked("CSeq: ▸4294967296 OPTIONS", .numberTooLarge, in: "CSeq"),
        Marked("CSeq: ▸2147483648 OPTIONS", .numberTooLarge, in: "CSeq"),
        Marked("CSeq: 1▸", .missingValue, in: "CSeq"),
        Marked("CSeq: 1▸OPTIONS", .badNumber, in: "CSeq"),
        Marked("CSeq: 1 ▸@", .badMethod, in: "CSeq"),
        Marked("CSeq: 1 OPTIONS ▸x", .unexpected, in: "CSeq"),
        Marked("CSeq: ▸1 INVITE", .methodMismatch, in: "CSeq"),
        Marked("Call-ID:▸", .missingValue, in: "Call-ID"),
        Marked("i: a@b▸@c", .badCallID, in: "Call-ID"),
        Marked("i: a▸ b", .badCallID, in: "Call-ID"),
        Marked("m: ▸<sip:a@b>;expires=4294967296", .numberTooLarge, in: "Contact"),
        Marked("m: ▸<sip:a@b>;expires=soon", .badNumber, in: "Contact"),
        Marked("Max-Forwards: ▸256", .numberTooLarge, in: "Max-Forwards"),
        Marked("Max-Forwards: ▸-1", .badNumber, in: "Max-Forwards"),
        Marked("Max-Forwards: 7 ▸0", .unexpected, in: "Max-Forwards"),
        Marked("Content-Length: ▸-1", .badNumber, in: "Content-Length"),
        Marked("Content-Length: ▸1", .lengthBeyondEnd, in: "Content-Length"),
        Marked("c: application▸", .missingValue, in: "Content-Type"),
        Marked("Expires: ▸4294967296", .numberTooLarge, in: "Expires"),
        Marked("Date: Sat, 13 Nov 2010 23:29:00 ▸CET", .badDate, in: "Date"),
        Marked("Date: Sat, ▸32 Nov 2010 23:29:00 GMT", .badDate, in: "Date"),
        Marked("Retry-After: 5 ▸(never closed", .unterminatedComment, in: "Retry-After"),
        Marked("Retry-After: 5 ((((((((((((((((▸(((", .nestedTooDeep, in: "Retry-After"),
        Marked("Warning: ▸1812 a \"b\"", .badNumber, in: "Warning"),
        Marked("Warning: 399 a ▸b", .unexpected, in: "Warning"),
        Marked("Reason: ▸;cause=16", .badToken, in: "Reason"),
        Marked("x: ▸4294967296", .numberTooLarge, in: "Session-Expires"),
        Marked("Min-SE: ▸soon", .badNumber, in: "Min-SE"),
        Marked("RSeq: ▸4294967296", .numberTooLarge, in: "RSeq"),
        Marked("RAck: 1▸", .missingValue, in: "RAck"),
        Marked("RAck: 1 ▸INVITE", .badNumber, in: "RAck"),
        Marked("RAck: 1 2 ▸@", .badMethod, in: "RAck"),
        Marked("Path: ▸broken", .badScheme, in: "Path"),
        Marked("Service-Route: <▸broken>", .badScheme, in: "Service-Route"),
        Marked("WWW-Authenticate: ▸\"Digest\"", .badToken, in: "WWW-Authenticate"),
        Marked("WWW-Authenticate: Digest realm=\"a\" ▸nonce=\"b\"", .unexpected, in: "WWW-Authenticate"),
        Marked("WWW-Authenticate: Digest realm=\"a\", nonce=b▸/c", .badParameterValue, in: "WWW-Authenticate"),
        Marked("WWW-Authenticate: Digest realm=\"a\"▸, Basic realm=\"b\"", .unexpected, in: "WWW-Authenticate"),
        Marked("Proxy-Authenticate: Digest realm=▸\"a", .unterminatedQuote, in: "Proxy-Authenticate"),
        Marked("Proxy-Authenticate: Digest ▸@, realm=\"a\"", .badToken, in: "Proxy-Authenticate"),
        Marked("Proxy-Authenticate: Digest a=b,▸,c=d", .emptyParameter, in: "Proxy-Authenticate"),
        Marked("Authorization: Digest username▸", .missingValue, in: "Authorization"),
    ])
    func headersTellWhereTheyAreWrong(_ marked: Marked) throws {
        let start = "OPTIONS sip:bob@example.com SIP/2.0\r\n".utf8.count
        let whole = request(marked.text.replacing("▸", with: ""))
        let problems = try message(whole).validate()
        let offset = start + (marked.offset ?? -1)
        let found = problems.map(\.fault).filter { $0.rule == marked.rule && $0.header == marked.header }
        #expect(found == [ParseError(header: marked.header ?? "", offset: offset, rule: marked.rule)])
    }

    @Test(arguments: Rule.allCases) func everyRuleHasASentence(_ rule: Rule) {
        #expect(rule.sentence.count > 10)
        #expect(!rule.sentence.hasSuffix("."))
    }

    @Test func anErrorSpeaks() {
        let error = ParseError(header: "Via", offset: 12, rule: .badHost)
        #expect(error.description == "Via, byte 12: this is neither a host name nor an IP address")
    }
}
