import COpenSSL

extension Certificate {
    /// Nil where the bytes are no certificate in DER.
    package init?(der: [UInt8]) {
        guard let object = CertificateObject(der: der) else { return nil }
        self = object.withPointer { CertificateReader(certificate: $0).read() }
        fingerprint = ((try? Hash.sha256.digest(der)) ?? []).hexadecimal
    }
}

/// Reads a certificate field by field.
private struct CertificateReader {
    let certificate: OpaquePointer

    func read() -> Certificate {
        var facts = Certificate()
        let subject = X509_get_subject_name(certificate)
        let issuer = X509_get_issuer_name(certificate)
        facts.subject = text(subject)
        facts.issuer = text(issuer)
        facts.isSelfIssued = X509_NAME_cmp(subject, issuer) == 0
        facts.commonName = commonName(subject)
        facts.serial = bytes(X509_get0_serialNumber(certificate)).hexadecimal
        facts.notBefore = unixSeconds(X509_get0_notBefore(certificate))
        facts.notAfter = unixSeconds(X509_get0_notAfter(certificate))
        facts.isAuthority = X509_check_ca(certificate) > 0
        facts.extendedKeyUsages = extendedKeyUsages()
        facts.signatureAlgorithm = OBJ_nid2ln(X509_get_signature_nid(certificate)).map { String(cString: $0) } ?? ""
        if let key = X509_get0_pubkey(certificate) {
            facts.keyType = EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? ""
            facts.keyBits = Int(EVP_PKEY_get_bits(key))
        }
        readNames(into: &facts)
        // What could not be read left its reasons.
        ERR_clear_error()
        return facts
    }

    private func readNames(into facts: inout Certificate) {
        guard let extensionValue = X509_get_ext_d2i(certificate, NID_subject_alt_name, nil, nil) else { return }
        let names = OpaquePointer(extensionValue)
        defer { GENERAL_NAMES_free(names) }
        for index in 0..<sd_name_count(names) {
            var type: CInt = 0
            guard let value = GENERAL_NAME_get0_value(sd_name(names, index), &type) else { continue }
            guard [GEN_DNS, GEN_URI, GEN_IPADD].contains(type) else { continue }
            let bytes = bytes(value.assumingMemoryBound(to: ASN1_STRING.self))
            switch type {
            case GEN_DNS: facts.dnsNames.append(String(decoding: bytes, as: UTF8.self))
            case GEN_URI: facts.uris.append(String(decoding: bytes, as: UTF8.self))
            default: facts.addresses.append(bytes)
            }
        }
    }

    private func extendedKeyUsages() -> [String]? {
        guard let extensionValue = X509_get_ext_d2i(certificate, NID_ext_key_usage, nil, nil) else { return nil }
        let usages = OpaquePointer(extensionValue)
        defer { EXTENDED_KEY_USAGE_free(usages) }
        return (0..<sd_usage_count(usages)).compactMap { index in
            var buffer = [CChar](repeating: 0, count: 128)
            guard OBJ_obj2txt(&buffer, CInt(buffer.count), sd_usage(usages, index), 1) > 0 else { return nil }
            return buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
        }
    }

    private func text(_ name: OpaquePointer?) -> String {
        guard let name, let output = BIO_new(BIO_s_mem()) else { return "" }
        defer { BIO_free(output) }
        guard sd_print_name(output, name) > 0 else { return "" }
        var bytes = [UInt8](repeating: 0, count: BIO_ctrl_pending(output))
        let count = BIO_read(output, &bytes, CInt(clamping: bytes.count))
        return String(decoding: bytes.prefix(Int(max(0, count))), as: UTF8.self)
    }

    private func commonName(_ name: OpaquePointer?) -> String? {
        var last: CInt = -1
        while true {
            let next = X509_NAME_get_index_by_NID(name, NID_commonName, last)
            guard next > last else { break }
            last = next
        }
        guard last >= 0, let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)) else { return nil }
        var converted: UnsafeMutablePointer<UInt8>?
        let count = ASN1_STRING_to_UTF8(&converted, value)
        guard count >= 0, let converted else { return nil }
        defer { CRYPTO_free(converted, nil, 0) }
        return String(decoding: UnsafeBufferPointer(start: converted, count: Int(count)), as: UTF8.self)
    }

    private func bytes(_ string: UnsafePointer<ASN1_STRING>?) -> [UInt8] {
        Array(UnsafeBufferPointer(start: ASN1_STRING_get0_data(string), count: Int(max(0, ASN1_STRING_length(string)))))
    }

    /// 0, the epoch itself, for a time that cannot be read.
    private func unixSeconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64 {
        guard let epoch = ASN1_TIME_set(nil, 0) else { return 0 }
        defer { ASN1_TIME_free(epoch) }
        var days: CInt = 0
        var seconds: CInt = 0
        guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return 0 }
        return Int64(days) * 86_400 + Int64(seconds)
    }
}

extension [UInt8] {
    /// `0aff…`
    var hexadecimal: String {
        let digits = Array<UInt8>("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
