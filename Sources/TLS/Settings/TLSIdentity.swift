/// A certificate with what proves it: the chain that is sent, and the private key.
package struct TLSIdentity: Sendable, Hashable {
    /// DER, one's own certificate first, its issuers behind it.
    package var certificates: [[UInt8]]
    /// DER (PKCS #8 or the algorithm's own form).
    package var privateKey: [UInt8]

    package init(certificates: [[UInt8]], privateKey: [UInt8]) {
        self.certificates = certificates
        self.privateKey = privateKey
    }

    /// Reads `--cert` and `--key`, PEM files; one file may hold both.
    package init(certificateFile: String, keyFile: String) throws(TLSFileError) {
        certificates = try PEMFile.certificates(in: certificateFile)
        privateKey = try PEMFile.privateKey(in: keyFile)
        guard PEMFile.isPair(key: privateKey, certificate: certificates[0]) else {
            throw TLSFileError(path: keyFile, reason: .keyMismatch(certificateFile: certificateFile))
        }
    }
}
