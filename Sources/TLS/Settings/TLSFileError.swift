/// Why a certificate or key file is of no use; the description is for the person who named it.
package struct TLSFileError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        case missing
        case unreadable(String)
        case noCertificate
        /// Text between the certificate's markers that is none.
        case badCertificate
        case noKey
        case encryptedKey
        case keyMismatch(certificateFile: String)
    }

    package var path: String
    package var reason: Reason

    package init(path: String, reason: Reason) {
        self.path = path
        self.reason = reason
    }

    package var description: String { "\(path): \(reason)" }
}

extension TLSFileError.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing: "no such file"
        case .unreadable(let words): words
        case .noCertificate: "there is no certificate in PEM form in it (-----BEGIN CERTIFICATE-----)"
        case .badCertificate: "a certificate in it cannot be read"
        case .noKey: "there is no private key in PEM form in it (-----BEGIN PRIVATE KEY-----)"
        case .encryptedKey: "the private key is encrypted; give one without passphrase (`openssl pkey` removes it)"
        case .keyMismatch(let certificateFile): "it is not the private key of the certificate in \(certificateFile)"
        }
    }
}
