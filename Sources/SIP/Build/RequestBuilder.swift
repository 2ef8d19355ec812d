/// The parts of a request (RFC 3261 8.1.1).
package struct RequestBuilder: Sendable {
    package var method: Method
    package var requestURI: URI
    package var via: Via
    package var maxForwards = 70
    package var routes: [NameAddress] = []
    package var from: NameAddress
    package var to: NameAddress
    package var callID: CallID
    /// The number; the method is the request's.
    package var cseq: UInt32
    package var contact: Contact?
    /// Written after the others, in their order.
    package var headers: [Header] = []
    package var body: Body?

    package init(
        method: Method, requestURI: URI, via: Via, from: NameAddress, to: NameAddress, callID: CallID, cseq: UInt32
    ) {
        self.method = method
        self.requestURI = requestURI
        self.via = via
        self.from = from
        self.to = to
        self.callID = callID
        self.cseq = cseq
    }

    /// The request, Content-Length included; its `bytes` are what to send.
    package func build() throws(BuildError) -> Message {
        guard !method.name.isEmpty, method.name.utf8.allSatisfy(\.isToken) else { throw .badMethod(method.name) }
        var writer = MessageWriter()
        try writer.startLine(method.name, requestURI.description, "SIP/2.0")
        try writer.header(.via, via.description)
        try writer.header(.maxForwards, String(maxForwards))
        for route in routes { try writer.header(.route, route.description) }
        try writer.header(.from, from.description)
        try writer.header(.to, to.description)
        try writer.header(.callID, callID.description)
        try writer.header(.cseq, CSeq(cseq, method).description)
        if let contact { try writer.header(.contact, contact.description) }
        for header in headers { try writer.header(header.name, header.value) }
        return try writer.finish(with: body)
    }
}
