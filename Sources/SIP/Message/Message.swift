/// One SIP message: its bytes as they came, and where in them everything is.
///
/// Order, duplicates and faults survive; all ranges are into `bytes`.
package struct Message: Hashable, Sendable {
    package let bytes: [UInt8]
    package let framing: Framing
    package let startLine: StartLine
    package let fields: [HeaderField]
    package let body: Range<Int>

    init(_ head: Head, bytes: [UInt8], framing: Framing) {
        self.bytes = bytes
        self.framing = framing
        startLine = head.startLine
        fields = head.fields
        body = head.end..<bytes.count
    }

    package var isRequest: Bool { method != nil }

    /// `nil` in a response.
    package var method: Method? {
        guard case .request(let method, _) = startLine.kind else { return nil }
        return Method(text(method))
    }

    /// The Request-URI as written; `nil` in a response.
    package var requestURIText: String? {
        guard case .request(_, let uri) = startLine.kind else { return nil }
        return text(uri)
    }

    /// The Request-URI; `nil` in a response, or when it is malformed.
    package var requestURI: URI? {
        guard case .request(_, let range) = startLine.kind else { return nil }
        var scanner = Scanner(bytes: bytes, range: range, header: ParseError.startLine)
        return try? URI(from: &scanner)
    }

    /// 100 to 699; `nil` in a request.
    package var statusCode: Int? {
        guard case .response(let code, _, _) = startLine.kind else { return nil }
        return code
    }

    /// The reason phrase, possibly empty; `nil` in a request.
    package var reasonPhrase: String? {
        guard case .response(_, _, let reason) = startLine.kind else { return nil }
        return text(reason)
    }

    /// `SIP/2.0`, or whatever else the sender claims after `SIP/`.
    package var version: String { text(startLine.version) }

    package var startLineText: String { text(startLine.range) }

    package var bodyBytes: ArraySlice<UInt8> { bytes[body] }

    /// The bytes of the range as text, folds made one space.
    package func text(_ range: Range<Int>) -> String {
        unfoldedText(bytes, range.clamped(to: 0..<bytes.count))
    }
}
