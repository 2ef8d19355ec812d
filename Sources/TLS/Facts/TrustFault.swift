import COpenSSL

/// What a client that checks certificates holds against this one; the worst first.
package enum TrustFault: String, CaseIterable, Comparable, Sendable {
    case expired
    case notYetValid
    /// The server's own certificate vouches for itself.
    case selfSigned
    /// The issuer of the server's own certificate is neither sent nor an authority of ours.
    case incompleteChain
    /// The chain ends at an authority that is none of ours.
    case unknownCA
    case nameMismatch
    /// Anything else: a weak key or signature, a revoked certificate, an issuer that may not issue.
    case other

    package static func < (left: TrustFault, right: TrustFault) -> Bool {
        allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
    }

    package init(_ problem: VerifyProblem) {
        self =
            switch CInt(clamping: problem.code) {
            case X509_V_ERR_CERT_HAS_EXPIRED: .expired
            case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
            case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSigned
            case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: .unknownCA
            case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT,
                X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_CERT_UNTRUSTED:
                problem.depth == 0 ? .incompleteChain : .unknownCA
            default: .other
            }
    }
}

extension TLSFacts {
    /// What a strict client holds against the server; empty where it would go on.
    /// - Parameter identity: Whether the certificate names the one who was asked for.
    package func faults(_ identity: CertificateIdentity?) -> [TrustFault] {
        var faults = Set(problems.map(TrustFault.init))
        if let identity, !identity.isStrict { faults.insert(.nameMismatch) }
        if chain.first?.isForServers == false { faults.insert(.other) }
        return faults.sorted()
    }
}
