import TLS

/// The authorities of every lab of this program, made when the first one needs them: a root that its clients trust, one
/// below it that issues, and a stranger whom nobody trusts.
struct LabAuthority: Sendable {
    let root: ForgedCertificate
    let issuer: ForgedCertificate
    let stranger: ForgedCertificate

    static let shared = Result { () throws(OpenSSLError) in try LabAuthority() }

    private init() throws(OpenSSLError) {
        root = try ForgedCertificate(selfSigned: .authority("sipdiag lab root"))
        issuer = try root.issue(.authority("sipdiag lab authority"))
        stranger = try ForgedCertificate(selfSigned: .authority("a company's root"))
            .issue(.authority("a company's authority"))
    }
}
