/// How a Binding transaction ended.
package enum BindingResult: Hashable, Sendable {
    /// The server said where it saw the request come from.
    case mapped(BindingAnswer)
    /// The server answered with an error: 300, 400, 401, 420, 438, 500…
    case errorResponse(ErrorCode, STUNMessage)
    /// The server's answer to this very request, which cannot be used.
    case unusable(Unusable, STUNMessage)
    /// No answer in time.
    case timedOut
    /// The transport failed, in its own words.
    case transportError(String)

    /// Why an answer says nothing.
    package enum Unusable: Hashable, Sendable {
        case noMappedAddress
        /// Attributes that must be understood, and are not (RFC 8489 §6.3.3).
        case unknownAttributes([AttributeType])
        case wrong(STUNFault)
    }
}

/// What a Binding success response says.
package struct BindingAnswer: Hashable, Sendable {
    /// Where the server saw the request come from.
    package let mapped: TransportAddress
    /// The same out of MAPPED-ADDRESS alone, which a NAT that rewrites payloads changes; nil where it is missing.
    package let plainMapped: TransportAddress?
    /// The address the server says it answered from (RFC 5780); nil where it does not say.
    package let responseOrigin: TransportAddress?
    /// The server's second address (RFC 5780 OTHER-ADDRESS, else RFC 3489 CHANGED-ADDRESS).
    package let otherAddress: TransportAddress?
    package let message: STUNMessage

    /// Both forms of the mapped address are there and differ: something on the path rewrites addresses inside payloads.
    package var isPayloadRewritten: Bool { plainMapped.map { $0 != mapped } ?? false }
}

/// Datagrams that arrived on the socket and were not believed.
package struct Strays: Hashable, Sendable {
    /// Why a datagram was not believed.
    package enum Reason: Hashable, Sendable {
        /// From another address than was asked, though with the request's transaction id.
        case otherSource
        case otherTransaction
        case notSTUN
        /// STUN cut short, breaking a rule, or with a FINGERPRINT that does not fit.
        case malformed
        /// The request's own id in a message that is no response to it: the request itself, sent back.
        case notResponse
    }

    package private(set) var counts: [Reason: Int] = [:]
    /// The last address that answered in the server's place.
    package private(set) var otherSource: TransportAddress?

    /// All of them.
    package var total: Int { counts.values.reduce(0, +) }

    package init() {}

    mutating func count(_ reason: Reason, from source: TransportAddress) {
        counts[reason, default: 0] += 1
        if reason == .otherSource { otherSource = source }
    }
}
