import COpenSSL

/// A version of the protocol, by the name that OpenSSL gives it.
package enum TLSVersion: String, CaseIterable, Comparable, Sendable {
    case tls10 = "TLSv1"
    case tls11 = "TLSv1.1"
    case tls12 = "TLSv1.2"
    case tls13 = "TLSv1.3"

    /// As the protocol writes it.
    var code: CInt {
        switch self {
        case .tls10: TLS1_VERSION
        case .tls11: TLS1_1_VERSION
        case .tls12: TLS1_2_VERSION
        case .tls13: TLS1_3_VERSION
        }
    }

    package static func < (left: TLSVersion, right: TLSVersion) -> Bool {
        left.code < right.code
    }
}
