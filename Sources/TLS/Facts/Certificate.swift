/// What a certificate says of itself (RFC 5280). Texts are the issuer's: hostile.
package struct Certificate: Sendable, Hashable {
    /// Distinguished names as RFC 2253 writes them, the most specific part first.
    package var subject = ""
    package var issuer = ""
    /// The last common name of the subject.
    package var commonName: String?
    /// In hexadecimal.
    package var serial = ""
    /// Seconds since 1970-01-01 UTC.
    package var notBefore: Int64 = 0
    package var notAfter: Int64 = 0
    /// The subject alternative names, by kind.
    package var dnsNames: [String] = []
    package var uris: [String] = []
    /// Four or sixteen bytes each.
    package var addresses: [[UInt8]] = []
    /// Dotted object identifiers; nil where the extension is absent, which permits every use.
    package var extendedKeyUsages: [String]?
    /// The subject is the issuer.
    package var isSelfIssued = false
    package var isAuthority = false
    /// `EC`, `RSA`, `ED25519`.
    package var keyType = ""
    package var keyBits = 0
    package var signatureAlgorithm = ""
    /// SHA-256 over the whole certificate, in hexadecimal.
    package var fingerprint = ""

    package init() {}

    /// Whether it may be a server's: of any use, of a TLS server's, or of a SIP domain's (RFC 5924 §3).
    package var isForServers: Bool {
        guard let extendedKeyUsages else { return true }
        return !Self.usagesOfServers.isDisjoint(with: extendedKeyUsages)
    }

    private static let usagesOfServers: Set<String> = ["2.5.29.37.0", "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.20"]

    /// Whole days until the end, counted down; negative once it has passed.
    package func daysLeft(at unixSeconds: Int64) -> Int {
        let (seconds, overflow) = notAfter.subtractingReportingOverflow(unixSeconds)
        guard !overflow else { return notAfter < unixSeconds ? .min : .max }
        return Int(seconds / 86_400) - (seconds % 86_400 < 0 ? 1 : 0)
    }
}
