/// Writes header lines of which none can hold a second one.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []

    mutating func startLine(_ parts: String...) throws(BuildError) {
        try append(parts.joined(separator: " "), of: ParseError.startLine)
    }

    mutating func header(_ name: HeaderName, _ value: String) throws(BuildError) {
        try header(name.name, value)
    }

    mutating func header(_ name: String, _ value: String) throws(BuildError) {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isToken) else { throw .badHeaderName(name) }
        try append("\(name): \(value)", of: name)
    }

    /// A line out of a message that was parsed, octet by octet, folds and all.
    mutating func copy(_ field: HeaderField, of message: Message) {
        line(message.bytes[field.line])
    }

    /// A line that holds no text from outside, or only such as has been parsed.
    mutating func line(_ line: some Sequence<UInt8>) {
        bytes += line
        bytes += [.carriageReturn, .lineFeed]
    }

    /// Ends the header fields, adds the body, and reads the result as a peer would.
    mutating func finish(with body: Body?) throws(BuildError) -> Message {
        if let body { try header(.contentType, body.contentType.description) }
        try header(.contentLength, String(body?.bytes.count ?? 0))
        line([])
        bytes += body?.bytes ?? []
        switch Message.parse(bytes, framing: .stream) {
        case .message(let message, let consumed) where consumed == bytes.count: return message
        case .wrong(let error) where error.rule == .tooLarge: throw .tooLarge
        case .wrong(let error): throw .malformed(error)
        case .message, .incomplete:
            throw .malformed(ParseError(header: ParseError.wholeMessage, offset: bytes.count, rule: .lengthBeyondEnd))
        }
    }

    private mutating func append(_ text: String, of header: String) throws(BuildError) {
        guard !text.utf8.contains(where: { $0.isControl && $0 != .tab }) else {
            throw .controlCharacter(header: header)
        }
        line(text.utf8)
    }
}
