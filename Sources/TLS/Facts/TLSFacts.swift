/// What was seen of a TLS connection so far; after a failure, what was seen before it.
package struct TLSFacts: Sendable, Hashable {
    /// Nil until the versions were agreed.
    package var version: String?
    package var cipher: String?
    package var cipherBits: Int?
    /// The group of the key exchange (`x25519`); nil for a plain RSA one, which has no forward secrecy.
    package var keyExchange: String?
    package var alpn: String?
    /// The server asked for a client certificate.
    package var isCertificateRequested = false
    /// In the order seen.
    package var alerts: [TLSAlert] = []
    /// As the peer sent it, its own certificate first.
    package var chain: [Certificate] = []
    /// Empty where OpenSSL trusts the chain (or has not seen one).
    package var problems: [VerifyProblem] = []
    /// What came first, where that was no TLS: for people, cut short.
    package var firstBytes: [UInt8] = []
    /// Server: the name that the client asked for (SNI).
    package var askedName: String?

    package init() {}

    /// The alert that ended it: the peer's where it sent one.
    package var fatalAlert: TLSAlert? {
        alerts.first { !$0.isSent && $0.isFatal } ?? alerts.first { $0.isFatal }
    }
}
