import Diagnosis
import TLS

/// Faults of TLS in the words that people read.
extension TLSFault {
    var words: String {
        switch self {
        case .protocolTooOld: "it speaks no TLS version from 1.2 on"
        case .notTLS: "what answers there is no TLS"
        case .clientCertificateRequired: "it demands a certificate of the client's"
        case .noSharedCipher: "it has no cipher in common with us"
        case .unrecognizedName: "it does not serve the name that it was asked for"
        case .closed: "it ends the connection within the handshake"
        case .reset: "the connection is reset within the handshake"
        case .silent: "the handshake gets no answer"
        case .other: "the handshake fails"
        }
    }
}

extension TrustFault {
    /// What is wrong with the certificates that came.
    func words(_ facts: TLSFacts, _ identity: CertificateIdentity?) -> String {
        let own = facts.chain.first ?? Certificate()
        switch self {
        case .expired:
            let (whose, date) = Self.subject(of: .expired, facts, \.notAfter)
            return whose + (date.map { " ended on \($0)" } ?? " has ended")
        case .notYetValid:
            let (whose, date) = Self.subject(of: .notYetValid, facts, \.notBefore)
            return whose + (date.map { " begins on \($0)" } ?? " has not begun")
        case .selfSigned: return "its certificate is self-signed"
        case .incompleteChain: return "it does not send the certificate of its issuer, \(own.issuer)"
        case .unknownCA: return "its chain ends at \(facts.chain.last?.issuer ?? "nobody"), unknown to this host"
        case .nameMismatch:
            let found = identity.map { $0.found.first(6) { $0 }.joined(separator: ", ") } ?? ""
            let wanted = identity.map { $0.wanted.joined(separator: " or ") } ?? ""
            return "its certificate names \(found.isEmpty ? "nobody" : found), and not \(wanted)"
        case .other:
            let words = facts.problems.filter { TrustFault($0) == .other }.map(\.words)
            return words.isEmpty ? "its certificate is not for servers" : words.joined(separator: "; ")
        }
    }

    /// Which certificate has the fault, the server's own or one above it, and the date in question, where it was sent.
    private static func subject(
        of fault: TrustFault, _ facts: TLSFacts, _ date: KeyPath<Certificate, Int64>
    ) -> (whose: String, date: String?) {
        let depth = facts.problems.first { TrustFault($0) == fault }?.depth ?? 0
        guard facts.chain.indices.contains(depth) else { return ("the certificate of an issuer of its", nil) }
        let certificate = facts.chain[depth]
        let whose = depth == 0 ? "its certificate" : "the certificate of its issuer \(certificate.subject)"
        return (whose, certificate[keyPath: date].day)
    }
}

extension Array {
    /// The words of the first ones, and how many more there are: a certificate can name thousands.
    func first(_ limit: Int, _ words: (Element) -> String) -> [String] {
        prefix(limit).map(words) + (count > limit ? ["and \(count - limit) more"] : [])
    }
}

extension Int64 {
    /// Seconds since 1970 as a moment.
    var moment: Timestamp {
        // Beyond the years that people write it is a lie anyway.
        Timestamp(millisecondsSince1970: Int(Swift.min(Swift.max(self, -62_135_596_800), 253_402_300_799)) * 1000)
    }

    /// And as a day: `2026-11-22`.
    var day: String { String(moment.rfc3339.prefix(10)) }
}
