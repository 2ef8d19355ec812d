/// In which of the ways known a TLS connection did not come about, or broke.
package enum TLSFault: String, CaseIterable, Sendable {
    /// The peer speaks no version of ours.
    case protocolTooOld
    /// What came is no TLS.
    case notTLS
    /// The server wants a certificate of the client's, and had none that it accepts. Under TLS 1.3 the handshake is over
    /// by the time it says so.
    case clientCertificateRequired
    /// No cipher, group or signature algorithm in common.
    case noSharedCipher
    /// The server does not serve the name that it was asked for.
    case unrecognizedName
    /// The connection ended within the handshake, without a word.
    case closed
    case reset
    /// No answer, or not the whole of it.
    case silent
    case other
}

/// Why a TLS connection failed, and what OpenSSL says of it.
package struct TLSFailure: Error, Sendable, Hashable {
    package var fault: TLSFault
    /// For people: the peer's alert, or OpenSSL's own words.
    package var words: String

    package init(_ fault: TLSFault, words: String) {
        self.fault = fault
        self.words = words
    }
}
