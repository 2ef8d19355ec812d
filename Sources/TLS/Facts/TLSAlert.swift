/// An alert that one side sent to the other (RFC 8446 §6).
package struct TLSAlert: Sendable, Hashable, CustomStringConvertible {
    /// Ours, not the peer's.
    package var isSent: Bool
    /// Before TLS 1.3 a warning does not end the connection.
    package var isFatal: Bool
    package var code: UInt8

    package init(isSent: Bool, isFatal: Bool, code: UInt8) {
        self.isSent = isSent
        self.isFatal = isFatal
        self.code = code
    }

    /// The name in IANA's registry; OpenSSL 3.0 does not know them all.
    package var name: String { Self.names[code] ?? "alert \(code)" }

    /// `handshake_failure (40)`
    package var description: String { "\(name) (\(code))" }

    static let handshakeFailure: UInt8 = 40
    static let protocolVersion: UInt8 = 70
    static let insufficientSecurity: UInt8 = 71
    static let unrecognizedName: UInt8 = 112
    static let certificateRequired: UInt8 = 116
    /// What a peer says of a certificate that it does not accept; some say it of one that is missing.
    static let certificateComplaints: Set<UInt8> = [41, 42, 43, 44, 45, 46, 48, 49]

    private static let names: [UInt8: String] = [
        0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed",
        22: "record_overflow", 30: "decompression_failure", 40: "handshake_failure", 41: "no_certificate",
        42: "bad_certificate", 43: "unsupported_certificate", 44: "certificate_revoked", 45: "certificate_expired",
        46: "certificate_unknown", 47: "illegal_parameter", 48: "unknown_ca", 49: "access_denied", 50: "decode_error",
        51: "decrypt_error", 60: "export_restriction", 70: "protocol_version", 71: "insufficient_security",
        80: "internal_error", 86: "inappropriate_fallback", 90: "user_canceled", 100: "no_renegotiation",
        109: "missing_extension", 110: "unsupported_extension", 111: "certificate_unobtainable",
        112: "unrecognized_name", 113: "bad_certificate_status_response", 114: "bad_certificate_hash_value",
        115: "unknown_psk_identity", 116: "certificate_required", 120: "no_application_protocol",
    ]
}
