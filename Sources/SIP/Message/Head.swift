/// Start line and header fields, before the body is known.
struct Head {
    let startLine: StartLine
    let fields: [HeaderField]
    /// Where the body begins.
    let end: Int

    enum Length {
        case absent
        case declared(Int)
        case wrong(ParseError)
    }

    /// Returns `nil` when the bytes end too early. A datagram may lack the blank line, for `validate()` to tell.
    static func parse(_ bytes: [UInt8], framing: Framing) throws(ParseError) -> Head? {
        var lines = LineReader(bytes)
        lines.skipEmptyLines()
        let start = lines.position
        guard let first = lines.next(folded: false) else {
            try checkBegin(bytes, start)
            return nil
        }
        let startLine = try StartLine(parsing: bytes, first.range)

        var fields: [HeaderField] = []
        while !lines.skipBlankLine() {
            if lines.position == bytes.count, framing == .datagram { break }
            guard let line = lines.next(folded: true) else { return nil }
            guard fields.count < Limits.headerFields else {
                throw ParseError(header: ParseError.wholeMessage, offset: line.range.lowerBound, rule: .tooManyHeaders)
            }
            fields.append(HeaderField(parsing: bytes, line.range, hasBareCR: line.hasBareCR))
        }
        return Head(startLine: startLine, fields: fields, end: lines.position)
    }

    /// What cannot become a start line, such as a TLS record, is wrong before its line ends.
    static func checkBegin(_ bytes: [UInt8], _ start: Int) throws(ParseError) {
        guard start < bytes.count, bytes[start] != .carriageReturn, !bytes[start].isToken else { return }
        throw ParseError(header: ParseError.startLine, offset: start, rule: .notSIP)
    }

    /// The body length the sender declares (RFC 3261 20.14).
    func contentLength(in bytes: [UInt8]) -> Length {
        var declared: Int?
        for field in fields where field.header == .contentLength {
            let value = bytes[field.value]
            let name = HeaderName.contentLength.name
            guard !value.isEmpty, value.allSatisfy(\.isDigit) else {
                let offset = value.firstIndex { !$0.isDigit } ?? field.value.lowerBound
                return .wrong(
                    ParseError(header: name, offset: offset, rule: value.isEmpty ? .missingValue : .badNumber))
            }
            let length = decimalValue(of: value, upTo: Limits.messageBytes) ?? Limits.messageBytes + 1
            if let declared, declared != length {
                return .wrong(ParseError(header: name, offset: field.value.lowerBound, rule: .conflictingLengths))
            }
            declared = length
        }
        return declared.map { .declared($0) } ?? .absent
    }
}
