/// Whether a datagram answers a Binding request.
enum BindingReading {
    case stray(Strays.Reason)
    case result(BindingResult)

    /// Judges a datagram that arrived while `transactionID` waits for an answer from `origin`.
    static func judge(
        _ bytes: [UInt8], from source: TransportAddress, origin: TransportAddress, transactionID: TransactionID
    ) -> BindingReading {
        let message: STUNMessage
        switch STUNMessage.parse(bytes) {
        case .notSTUN: return .stray(.notSTUN)
        case .incomplete, .wrong: return .stray(.malformed)
        case .message(let parsed): message = parsed
        }
        guard message.transactionID == transactionID else { return .stray(.otherTransaction) }
        guard source == origin else { return .stray(.otherSource) }
        guard message.fingerprint != .invalid else { return .stray(.malformed) }
        guard message.method == STUNMessage.binding else { return .stray(.notResponse) }
        do throws(STUNFault) {
            switch message.messageClass {
            case .request, .indication: return .stray(.notResponse)
            case .successResponse: return .result(try success(message))
            case .errorResponse: return .result(try failure(message))
            }
        } catch {
            return .result(.unusable(.wrong(error), message))
        }
    }

    private static func success(_ message: STUNMessage) throws(STUNFault) -> BindingResult {
        let unknown = message.unknownRequiredAttributes
        guard unknown.isEmpty else { return .unusable(.unknownAttributes(unknown), message) }
        guard let mapped = try message.reflexiveAddress() else { return .unusable(.noMappedAddress, message) }
        var other = try message.address(.otherAddress)
        if other == nil { other = try message.address(.changedAddress) }
        return .mapped(
            BindingAnswer(
                mapped: mapped, plainMapped: try message.address(.mappedAddress),
                responseOrigin: try message.address(.responseOrigin), otherAddress: other, message: message))
    }

    private static func failure(_ message: STUNMessage) throws(STUNFault) -> BindingResult {
        guard let error = try message.errorCode() else {
            return .unusable(.wrong(STUNFault(offset: STUNMessage.headerLength, rule: .errorCode)), message)
        }
        return .errorResponse(error, message)
    }
}
