import COpenSSL

/// A certificate made on the spot, with its key (EC, P-256): for the lab and for tests, whose servers need faults of every
/// kind and clients that can tell them.
package struct ForgedCertificate: Sendable, Hashable {
    /// DER.
    package let certificate: [UInt8]
    /// DER, PKCS #8.
    package let privateKey: [UInt8]
    /// DER of those above it: its issuer, the issuer's issuer, …; empty for a self-signed one.
    package let issuers: [[UInt8]]

    /// Signed with its own key.
    package init(selfSigned plan: CertificatePlan) throws(OpenSSLError) {
        let key = try PrivateKeyObject()
        let draft = try Draft()
        try draft.fill(plan, for: key)
        certificate = try draft.signed(by: key)
        privateKey = key.der
        issuers = []
    }

    private init(_ plan: CertificatePlan, issuer: ForgedCertificate) throws(OpenSSLError) {
        let key = try PrivateKeyObject()
        guard let authority = CertificateObject(der: issuer.certificate),
            let authorityKey = PrivateKeyObject(der: issuer.privateKey)
        else { throw OpenSSLError(draining: "d2i_X509") }
        let draft = try Draft()
        try draft.fill(plan, for: key)
        draft.setIssuer(authority)
        certificate = try draft.signed(by: authorityKey)
        privateKey = key.der
        issuers = [issuer.certificate] + issuer.issuers
    }

    /// A certificate that this one vouches for.
    package func issue(_ plan: CertificatePlan) throws(OpenSSLError) -> ForgedCertificate {
        try ForgedCertificate(plan, issuer: self)
    }

    /// - Parameter issuers: How many of the issuers are sent along; without a number all but the root, as is right.
    package func identity(sending count: Int? = nil) -> TLSIdentity {
        let sent = issuers.prefix(count ?? max(0, issuers.count - 1))
        return TLSIdentity(certificates: [certificate] + sent, privateKey: privateKey)
    }

    /// Trusts this certificate and no other.
    package var trust: TLSTrust { TLSTrust(includesSystem: false, certificates: [certificate]) }
}

/// Owner of a certificate in the making.
private struct Draft: ~Copyable {
    private let pointer: OpaquePointer

    init() throws(OpenSSLError) {
        OpenSSLLibrary.start()
        guard let draft = X509_new() else { throw OpenSSLError(draining: "X509_new") }
        pointer = draft
    }

    deinit { X509_free(pointer) }

    func fill(_ plan: CertificatePlan, for key: borrowing PrivateKeyObject) throws(OpenSSLError) {
        let serial = try randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let name = Array(plan.commonName.utf8)
        let subject = X509_get_subject_name(pointer)
        X509_set_version(pointer, 2)
        // Positive, and never 0.
        ASN1_INTEGER_set_uint64(X509_get_serialNumber(pointer), serial >> 1 | 1)
        X509_gmtime_adj(X509_getm_notBefore(pointer), plan.begins)
        X509_gmtime_adj(X509_getm_notAfter(pointer), plan.ends)
        X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, name, CInt(clamping: name.count), -1, 0)
        X509_set_issuer_name(pointer, subject)
        key.withPointer { _ = X509_set_pubkey(pointer, $0) }
        for (number, value) in plan.extensions {
            guard let made = X509V3_EXT_conf_nid(nil, nil, number, value) else {
                throw OpenSSLError(draining: "X509V3_EXT_conf_nid(\(value))")
            }
            X509_add_ext(pointer, made, -1)
            X509_EXTENSION_free(made)
        }
    }

    func setIssuer(_ issuer: borrowing CertificateObject) {
        issuer.withPointer { _ = X509_set_issuer_name(pointer, X509_get_subject_name($0)) }
    }

    /// The finished certificate in DER.
    func signed(by key: borrowing PrivateKeyObject) throws(OpenSSLError) -> [UInt8] {
        guard key.withPointer({ X509_sign(pointer, $0, EVP_sha256()) }) > 0 else {
            throw OpenSSLError(draining: "X509_sign")
        }
        return DER.bytes { i2d_X509(pointer, $0) }
    }
}
