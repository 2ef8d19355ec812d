import COpenSSL

extension TLSFailure {
    /// Reads an error of OpenSSL's in the light of what was seen before it.
    init(_ error: OpenSSLError, _ facts: TLSFacts) {
        let reasons = error.queue.map { ERR_GET_REASON($0.code) }
        self.init(
            Self.fault(alert: facts.alerts.first { !$0.isSent && $0.isFatal }, isAsked: facts.isCertificateRequested)
                ?? reasons.lazy.compactMap(Self.fault).first ?? .other,
            words: error.queue.isEmpty ? error.description : error.queue.map(\.words).joined(separator: "; "))
    }

    /// What the peer's last word means.
    static func fault(alert: TLSAlert?, isAsked: Bool) -> TLSFault? {
        switch alert?.code {
        case TLSAlert.protocolVersion: .protocolTooOld
        case TLSAlert.unrecognizedName: .unrecognizedName
        case TLSAlert.certificateRequired: .clientCertificateRequired
        // Before TLS 1.3 there is no alert of its own for a missing certificate.
        case TLSAlert.handshakeFailure where isAsked: .clientCertificateRequired
        case let code? where isAsked && TLSAlert.certificateComplaints.contains(code): .clientCertificateRequired
        case TLSAlert.handshakeFailure, TLSAlert.insufficientSecurity: .noSharedCipher
        case nil: nil
        default: .other
        }
    }

    private static func fault(reason: CInt) -> TLSFault? {
        switch reason {
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_VERSION_TOO_LOW, SSL_R_NO_PROTOCOLS_AVAILABLE,
            SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED:
            .protocolTooOld
        case SSL_R_WRONG_VERSION_NUMBER, SSL_R_UNKNOWN_PROTOCOL, SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST: .notTLS
        case SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE: .clientCertificateRequired
        case SSL_R_NO_SHARED_CIPHER, SSL_R_NO_SHARED_GROUPS, SSL_R_NO_SHARED_SIGNATURE_ALGORITHMS,
            SSL_R_NO_SUITABLE_SIGNATURE_ALGORITHM, SSL_R_WRONG_CIPHER_RETURNED:
            .noSharedCipher
        default: nil
        }
    }
}
