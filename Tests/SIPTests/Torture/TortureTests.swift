import SIP
import Testing

/// Every message of RFC 4475 behaves as `INDEX.tsv` says, read as a datagram.
@Suite struct TortureTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let verdict: String
        var testDescription: String { "\(name): \(verdict)" }
    }

    static let rows: [Row] = {
        let lines = (try? Fixtures.lines("torture/INDEX.tsv")) ?? []
        return lines.dropFirst().map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Row(name: String(columns[0].dropLast(4)), verdict: columns[4])
        }
    }()

    /// What is told of the messages that are not right: the first fault that rejects them, else the first tolerable.
    struct Fault: Equatable, Sendable {
        let header: String
        let rule: Rule
        /// `nil`: a response, or no message at all.
        let code: Int?

        init(_ header: String, _ rule: Rule, _ code: Int?) {
            self.header = header
            self.rule = rule
            self.code = code
        }
    }

    static let faults: [String: Fault] = [
        "invalid/badinv01": Fault("Via", .emptyParameter, 400),
        "invalid/clerr": Fault("Content-Length", .lengthBeyondEnd, 400),
        "invalid/ncl": Fault("Content-Length", .badNumber, 400),
        "invalid/scalar02": Fault("CSeq", .numberTooLarge, 400),
        "invalid/scalarlg": Fault("CSeq", .numberTooLarge, nil),
        "invalid/quotbal": Fault("To", .unterminatedQuote, 400),
        "invalid/ltgtruri": Fault("start line", .uriInBrackets, 400),
        "invalid/lwsruri": Fault("start line", .spaceInURI, 400),
        "invalid/lwsstart": Fault("start line", .extraSpace, 400),
        "invalid/trws": Fault("start line", .extraSpace, 400),
        "invalid/escruri": Fault("start line", .uriWithHeaders, 400),
        "invalid/baddate": Fault("Date", .badDate, 400),
        "invalid/regbadct": Fault("Contact", .needsAngleBrackets, 400),
        "invalid/badaspec": Fault("To", .spaceInAddress, 400),
        "invalid/baddn": Fault("From", .badDisplayName, 400),
        "invalid/badvers": Fault("start line", .unsupportedVersion, 505),
        "invalid/mismatch01": Fault("CSeq", .methodMismatch, 400),
        "invalid/mismatch02": Fault("CSeq", .methodMismatch, 501),
        "invalid/bigcode": Fault("start line", .badStatusCode, nil),
        "invalid/badbranch": Fault("Via", .emptyBranch, 400),
        "invalid/insuf": Fault("From", .missingHeader, 400),
        "invalid/multi01": Fault("CSeq", .repeatedHeader, 400),
        "invalid/mcl01": Fault("Content-Length", .conflictingLengths, 400),
        "invalid/test": Fault("start line", .notSIP, nil),
        "valid/inv2543": Fault("Max-Forwards", .missingHeader, 400),
    ]

    @Test func theIndexIsWhole() {
        #expect(Self.rows.count == 50)
        #expect(Set(Self.faults.keys).isSubset(of: Self.rows.map(\.name)))
    }

    @Test(arguments: rows) func behavesAsTheIndexSays(_ row: Row) throws {
        let bytes = try Fixtures.torture(row.name)
        var found: Fault?
        var isRejected = false
        switch Message.parse(bytes, framing: .datagram) {
        case .incomplete:
            Issue.record("incomplete")
        case .wrong(let error):
            found = Fault(error.header, error.rule, nil)
            isRejected = true
        case .message(let message, _):
            let problems = message.validate()
            isRejected = problems.contains { $0.severity == .rejected }
            let first = problems.first { $0.severity == .rejected } ?? problems.first
            found = first.map { Fault($0.header, $0.rule, $0.responseCode) }
            #expect(problems.allSatisfy { $0.offset <= bytes.count })
        }

        #expect(found == Self.faults[row.name])
        switch row.verdict {
        case "must-accept": #expect(found == nil)
        case "should-accept", "may-reject": #expect(!isRejected)
        case "reject", "discard": #expect(isRejected)
        case "must-not-break": #expect(found != nil)
        default: #expect(row.name == "invalid/test")
        }
    }

    @Test(arguments: rows.filter { $0.verdict == "must-accept" && $0.name != "valid/dblreq" })
    func isFramedOnAStreamToo(_ row: Row) throws {
        let bytes = try Fixtures.torture(row.name)
        guard case .message(let message, let consumed) = Message.parse(bytes, framing: .stream) else {
            Issue.record("no message")
            return
        }
        #expect(consumed == bytes.count)
        #expect(message.bytes == bytes)
    }

    @Test(arguments: [
        ("invalid/clerr", ParseResult.incomplete),
        ("invalid/ncl", .wrong(ParseError(header: "Content-Length", offset: 326, rule: .badNumber))),
        ("invalid/mcl01", .wrong(ParseError(header: "Content-Length", offset: 284, rule: .conflictingLengths))),
    ])
    func aWrongLengthLosesTheStream(_ name: String, _ result: ParseResult) throws {
        #expect(Message.parse(try Fixtures.torture(name), framing: .stream) == result)
    }
}
