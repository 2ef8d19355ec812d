/// An extended DNS error: why a resolver answered as it did (RFC 8914).
package struct ExtendedError: Hashable, Sendable {
    package let code: UInt16
    /// The resolver's own words: text from the network, not yet safe to print.
    package let text: String

    package init(code: UInt16, text: String = "") {
        self.code = code
        self.text = text
    }

    /// The code's registered purpose (IANA "Extended DNS Error Codes"), `nil` for an unknown one.
    package var purpose: String? {
        Int(code) < Self.purposes.count ? Self.purposes[Int(code)] : nil
    }

    private static let purposes = [
        "Other", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer", "Forged Answer",
        "DNSSEC Indeterminate", "DNSSEC Bogus", "Signature Expired", "Signature Not Yet Valid", "DNSKEY Missing",
        "RRSIGs Missing", "No Zone Key Bit Set", "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored",
        "Filtered", "Prohibited", "Stale NXDOMAIN Answer", "Not Authoritative", "Not Supported",
        "No Reachable Authority", "Network Error", "Invalid Data", "Signature Expired before Valid", "Too Early",
        "Unsupported NSEC3 Iterations Value", "Unable to conform to policy", "Synthesized",
    ]
}
