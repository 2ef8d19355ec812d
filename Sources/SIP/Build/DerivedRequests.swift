/// The requests that a client transaction makes out of its INVITE.
extension Message {
    /// The ACK for a final response other than 2xx (RFC 3261 17.1.1.3); the ACK for a 2xx is the dialog's.
    package func acknowledgement(of response: Message) throws(BuildError) -> Message {
        try derived(.ack, to: response.firstField(of: .to).map { Array(response.bytes[$0.line]) })
    }

    /// The CANCEL (RFC 3261 9.1); to be sent only once a provisional response has come.
    package func cancellation() throws(BuildError) -> Message {
        try derived(.cancel, to: nil)
    }

    private func derived(_ method: Method, to responseTo: [UInt8]?) throws(BuildError) -> Message {
        var writer = MessageWriter()
        try writer.startLine(method.name, requestURIText ?? "", "SIP/2.0")
        if let via = firstField(of: .via) { writer.line(firstValueLine(of: via)) }
        try writer.header(.maxForwards, "70")
        for field in fields(of: .route) { writer.copy(field, of: self) }
        if let field = firstField(of: .from) { writer.copy(field, of: self) }
        if let line = responseTo ?? firstField(of: .to).map({ Array(bytes[$0.line]) }) { writer.line(line) }
        if let field = firstField(of: .callID) { writer.copy(field, of: self) }
        if let cseq { try writer.header(.cseq, CSeq(cseq.number, method).description) }
        return try writer.finish(with: nil)
    }

    /// The line up to the end of its first Via.
    private func firstValueLine(of field: HeaderField) -> ArraySlice<UInt8> {
        var scanner = Scanner(bytes: bytes, range: field.value, header: HeaderName.via.name)
        let end = (try? Via.locate(in: &scanner))?.end ?? field.line.upperBound
        return bytes[field.line.lowerBound..<end]
    }
}
