/// The answer to a request (RFC 3261 8.2.6).
///
/// Via, From, To, Call-ID and CSeq are the request's, octet by octet; a dialog's answers carry its Record-Route too.
package struct ResponseBuilder: Sendable {
    package var request: Message
    /// 100 to 699.
    package var code: Int
    /// The registered phrase if `nil`.
    package var reason: String?
    /// Added to To if it has no tag; a 100 should have none.
    package var toTag: String?
    /// Where the request came from: then the topmost Via gets `received`, and `rport` if it asks (RFC 3581).
    package var source: Via.SentBy?
    package var contact: Contact?
    /// Written after the others, in their order.
    package var headers: [Header] = []
    package var body: Body?

    package init(to request: Message, _ code: Int, reason: String? = nil, toTag: String? = nil) {
        self.request = request
        self.code = code
        self.reason = reason
        self.toTag = toTag
    }

    /// The response, Content-Length included; its `bytes` are what to send.
    package func build() throws(BuildError) -> Message {
        guard (100...699).contains(code) else { throw .badStatusCode(code) }
        var writer = MessageWriter()
        try writer.startLine("SIP/2.0", String(code), reason ?? StatusCode.phrase(of: code) ?? "")

        let vias = request.fields(of: .via)
        guard let top = vias.first else { throw .missingVia }
        if let source {
            writer.line(ViaStamp(request, top).stamped(with: source))
        } else {
            writer.copy(top, of: request)
        }
        for field in vias.dropFirst() { writer.copy(field, of: request) }
        if establishesDialog { copy([.recordRoute], to: &writer) }
        copy([.from], to: &writer)
        try writeTo(&writer)
        copy([.callID, .cseq], to: &writer)

        if let contact { try writer.header(.contact, contact.description) }
        for header in headers { try writer.header(header.name, header.value) }
        return try writer.finish(with: body)
    }

    private var establishesDialog: Bool {
        (101..<300).contains(code) && [.invite, .subscribe, .refer].contains(request.method)
    }

    private func copy(_ names: [HeaderName], to writer: inout MessageWriter) {
        for name in names {
            for field in request.fields(of: name) { writer.copy(field, of: request) }
        }
    }

    private func writeTo(_ writer: inout MessageWriter) throws(BuildError) {
        guard let toTag, request.to?.tag == nil, let field = request.firstField(of: .to) else {
            copy([.to], to: &writer)
            return
        }
        guard !toTag.isEmpty, toTag.utf8.allSatisfy(\.isToken) else {
            throw .malformed(ParseError(header: HeaderName.to.name, offset: field.value.upperBound, rule: .badToken))
        }
        writer.line(request.bytes[field.line.lowerBound..<field.value.upperBound] + Array(";tag=\(toTag)".utf8))
    }
}
