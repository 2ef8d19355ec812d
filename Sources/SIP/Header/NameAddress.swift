/// The value of From, To, Contact, Route, Record-Route and their like (RFC 3261 20.10).
package struct NameAddress: Hashable, Sendable {
    /// Unquoted; `nil` when there is none.
    package var displayName: String?
    package var uri: URI
    /// Those of the header, not of the URI.
    package var parameters: [Parameter]

    package init(displayName: String? = nil, uri: URI, parameters: [Parameter] = []) {
        self.displayName = displayName
        self.uri = uri
        self.parameters = parameters
    }

    /// The From or To of our own.
    package init(displayName: String? = nil, uri: URI, tag: String) {
        self.init(displayName: displayName, uri: uri, parameters: [Parameter("tag", tag)])
    }

    /// Reads one value, without the header's name.
    package init(_ text: String) throws(ParseError) {
        var scanner = Scanner(text, header: "address")
        try self.init(from: &scanner)
        try scanner.expectEnd()
    }

    /// Of From and To.
    package var tag: String? { parameters.value("tag") }
}

extension NameAddress: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        scanner.skipLWS()
        guard !scanner.isAtEnd else { throw scanner.error(.missingValue) }
        if scanner.isAtScheme {
            displayName = nil
            uri = try scanner.addressSpec()
        } else {
            displayName = try scanner.displayName()
            uri = try scanner.bracketedURI()
        }
        parameters = try scanner.parameters()
    }
}

extension NameAddress: CustomStringConvertible {
    package var description: String {
        (displayName.map { quoted($0) + " " } ?? "") + "<\(uri)>" + parameters.suffix
    }
}

extension Scanner {
    fileprivate var isAtScheme: Bool {
        var probe = self
        return probe.scheme() != nil
    }

    /// A URI without brackets: parameters after it are the header's, and it ends at a comma.
    fileprivate mutating func addressSpec() throws(ParseError) -> URI {
        let range = take { !$0.isLWS && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: ",") }
        let question = bytes[range].firstIndex(of: UInt8(ascii: "?"))
        if let question { note(.needsAngleBrackets, at: question) }
        return try uri(in: range)
    }

    /// Everything before `<`; what should have been quoted is noted.
    fileprivate mutating func displayName() throws(ParseError) -> String? {
        if current == UInt8(ascii: "\"") {
            let name = try quotedString()
            skipLWS()
            return unquotedText(name)
        }
        let start = position
        let range = take { $0 != UInt8(ascii: "<") }
        guard !isAtEnd else { throw error(.badScheme, at: start) }
        if let bad = bytes[range].firstIndex(where: { !$0.isToken && !$0.isLWS }) { note(.badDisplayName, at: bad) }
        var end = range.upperBound
        while end > start, bytes[end - 1].isLWS { end -= 1 }
        return end > start ? text(start..<end) : nil
    }

    fileprivate mutating func bracketedURI() throws(ParseError) -> URI {
        let open = position
        guard skip(UInt8(ascii: "<")) else { throw error(isAtEnd ? .missingValue : .unexpected) }
        let outer = take { $0 != UInt8(ascii: ">") }
        guard skip(UInt8(ascii: ">")) else { throw error(.unterminatedBracket, at: open) }
        var range = outer
        while let first = range.first, bytes[first].isLWS { range = (first + 1)..<range.upperBound }
        while let last = range.last, bytes[last].isLWS { range = range.lowerBound..<last }
        if range.lowerBound > outer.lowerBound { note(.spaceInAddress, at: outer.lowerBound) }
        if range.upperBound < outer.upperBound { note(.spaceInAddress, at: range.upperBound) }
        return try uri(in: range)
    }

    private mutating func uri(in range: Range<Int>) throws(ParseError) -> URI {
        var inner = Scanner(bytes: bytes, range: range, header: header)
        let uri = try URI(from: &inner)
        adoptFaults(of: inner)
        return uri
    }
}
