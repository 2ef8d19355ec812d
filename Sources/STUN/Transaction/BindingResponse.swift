/// What a server answers to a Binding request (RFC 8489 §6.3.1). Every part can be set wrong, for a lab.
package struct BindingResponse: Hashable, Sendable {
    /// The request's source, as the server sees it: XOR-MAPPED-ADDRESS.
    package var mapped: TransportAddress
    /// MAPPED-ADDRESS, for clients of RFC 3489; nil leaves it out.
    package var plainMapped: TransportAddress?
    /// RESPONSE-ORIGIN: the address the answer leaves from.
    package var responseOrigin: TransportAddress?
    /// OTHER-ADDRESS: the server's second address and port.
    package var otherAddress: TransportAddress?
    package var software: String?
    /// Where set, this error is the answer.
    package var error: ErrorCode?

    package init(
        mapped: TransportAddress, responseOrigin: TransportAddress? = nil, otherAddress: TransportAddress? = nil,
        software: String? = nil, error: ErrorCode? = nil
    ) {
        self.mapped = mapped
        plainMapped = mapped
        self.responseOrigin = responseOrigin
        self.otherAddress = otherAddress
        self.software = software
        self.error = error
    }

    /// The bytes of the answer; nil where `request` is no Binding request. A request with attributes that must be
    /// understood and are not gets a 420, one with a FINGERPRINT gets one back.
    package func answer(to request: STUNMessage) -> [UInt8]? {
        guard request.messageClass == .request, request.method == STUNMessage.binding else { return nil }
        let unknown = request.unknownRequiredAttributes
        let error = error ?? (unknown.isEmpty ? nil : ErrorCode(420, "Unknown Attribute"))
        var builder = STUNMessageBuilder(
            error == nil ? .successResponse : .errorResponse, transactionID: request.transactionID)
        if let error {
            builder.addErrorCode(error)
            if error.code == 420 { builder.addUnknownAttributes(unknown) }
        } else {
            builder.addXOR(mapped)
            if let plainMapped { builder.add(.mappedAddress, plainMapped) }
            if let responseOrigin { builder.add(.responseOrigin, responseOrigin) }
            if let otherAddress { builder.add(.otherAddress, otherAddress) }
        }
        if let software { builder.addSoftware(software) }
        if request.fingerprint != .absent { builder.addFingerprint() }
        return builder.bytes
    }
}
