import COpenSSL

/// Reads certificates and keys out of PEM files (RFC 7468) and hands them on as DER.
enum PEMFile {
    /// At least one.
    static func certificates(in path: String) throws(TLSFileError) -> [[UInt8]] {
        let blocks = try PEMReader(path).blocks().filter { $0.label == "CERTIFICATE" }
        guard !blocks.isEmpty else { throw TLSFileError(path: path, reason: .noCertificate) }
        guard blocks.allSatisfy({ Certificate(der: $0.bytes) != nil }) else {
            throw TLSFileError(path: path, reason: .badCertificate)
        }
        return blocks.map(\.bytes)
    }

    /// The first.
    static func privateKey(in path: String) throws(TLSFileError) -> [UInt8] {
        let blocks = try PEMReader(path).blocks()
        guard let key = blocks.first(where: { $0.label.hasSuffix("PRIVATE KEY") }) else {
            throw TLSFileError(path: path, reason: .noKey)
        }
        guard !key.isEncrypted else { throw TLSFileError(path: path, reason: .encryptedKey) }
        guard PrivateKeyObject(der: key.bytes) != nil else { throw TLSFileError(path: path, reason: .noKey) }
        return key.bytes
    }

    /// Whether the private key belongs to the certificate, both in DER.
    static func isPair(key: [UInt8], certificate: [UInt8]) -> Bool {
        guard let key = PrivateKeyObject(der: key), let certificate = CertificateObject(der: certificate) else {
            return false
        }
        defer { ERR_clear_error() }
        return certificate.withPointer { certificate in
            key.withPointer { X509_check_private_key(certificate, $0) == 1 }
        }
    }
}

/// One block of a PEM file.
private struct PEMBlock {
    let label: String
    let isEncrypted: Bool
    let bytes: [UInt8]
}

/// Owner of an open PEM file.
private struct PEMReader: ~Copyable {
    private let file: OpaquePointer

    init(_ path: String) throws(TLSFileError) {
        OpenSSLLibrary.start()
        guard let file = BIO_new_file(path, "r") else {
            let error = OpenSSLError(draining: "BIO_new_file")
            let isMissing = error.queue.contains { ERR_GET_REASON($0.code) == BIO_R_NO_SUCH_FILE }
            let words = error.queue.first?.words ?? "cannot be read"
            throw TLSFileError(path: path, reason: isMissing ? .missing : .unreadable(words))
        }
        self.file = file
    }

    deinit { BIO_free(file) }

    /// Blocks that are whole; the rest of the file may be anything. A chain of more than 1000 is cut short.
    func blocks() -> [PEMBlock] {
        defer { ERR_clear_error() }
        var blocks: [PEMBlock] = []
        while blocks.count < 1000, let block = next() { blocks.append(block) }
        return blocks
    }

    private func next() -> PEMBlock? {
        var label: UnsafeMutablePointer<CChar>?
        var header: UnsafeMutablePointer<CChar>?
        var data: UnsafeMutablePointer<UInt8>?
        var count: CLong = 0
        guard PEM_read_bio(file, &label, &header, &data, &count) == 1, let label, let header, let data else {
            return nil
        }
        defer {
            CRYPTO_free(label, nil, 0)
            CRYPTO_free(header, nil, 0)
            CRYPTO_clear_free(data, count, nil, 0)
        }
        let name = String(cString: label)
        return PEMBlock(
            label: name, isEncrypted: name.hasPrefix("ENCRYPTED") || String(cString: header).contains("ENCRYPTED"),
            bytes: Array(UnsafeBufferPointer(start: data, count: count)))
    }
}
