package import TLS

/// A TLS handshake as a client sees it that checks certificates.
package struct TLSReading: Sendable {
    /// Why there is no connection; nil where it stands.
    package var failure: TLSFailure?
    package var facts: TLSFacts
    /// Nil where no certificate came.
    package var identity: CertificateIdentity?
    /// Milliseconds for the handshake, the TCP handshake not counted.
    package var elapsedMs = 0.0

    /// - Parameter subject: Who was asked for; nil where nobody knows.
    init(_ failure: TLSFailure? = nil, _ facts: TLSFacts, for subject: TLSSubject?) {
        self.failure = failure
        self.facts = facts
        identity = facts.chain.first.flatMap { certificate in subject?.identity(of: certificate) }
    }

    /// What a strict client holds against the certificate.
    var faults: [TrustFault] { facts.faults(identity) }

    /// Whether to go on: lenient clients do where nothing is wrong but the name, and that is near enough.
    var isTrusted: Bool { faults.allSatisfy { $0 == .nameMismatch && identity?.isLenient == true } }

    /// The connection stands, and nothing is wrong with it.
    var isSound: Bool { failure == nil && faults.isEmpty }

    /// The outcome word of `tls.handshake`.
    var outcome: String {
        switch failure?.fault {
        case .protocolTooOld: "too_old"
        case .notTLS: "not_tls"
        case .clientCertificateRequired: "client_certificate_required"
        case .noSharedCipher: "no_shared_cipher"
        case .unrecognizedName: "unrecognized_name"
        case .closed: "closed"
        case .reset: "reset"
        case .silent: "silent"
        case .other: "failed"
        case nil: faults.first?.word ?? "accepted"
        }
    }

    /// What is wrong, for people; nil where nothing is.
    var complaint: String? {
        if let failure { return "\(failure.fault.words) (\(failure.words))" }
        return faults.isEmpty ? nil : faults.map { $0.words(facts, identity) }.joined(separator: "; ")
    }
}

extension TrustFault {
    var word: String {
        switch self {
        case .expired: "expired"
        case .notYetValid: "not_yet_valid"
        case .selfSigned: "self_signed"
        case .incompleteChain: "incomplete_chain"
        case .unknownCA: "unknown_ca"
        case .nameMismatch: "name_mismatch"
        case .other: "untrusted"
        }
    }
}
