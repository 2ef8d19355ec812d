import TLS

/// Certificates for the tests, made once: a root, an authority below it, and what they issue.
enum Forged {
    static let root = Result { try ForgedCertificate(selfSigned: .authority("Test Root")) }
    static let authority = Result { try root.get().issue(.authority("Test Authority")) }

    /// `example.com`, issued by the authority.
    static func leaf(_ change: (inout CertificatePlan) -> Void = { _ in }) throws -> ForgedCertificate {
        var plan = CertificatePlan("example.com", dnsNames: ["example.com"])
        change(&plan)
        return try authority.get().issue(plan)
    }

    /// Settings of a client that trusts the root alone.
    static func client(asking name: String? = "example.com") throws -> TLSSettings {
        TLSSettings(serverName: name, trust: try root.get().trust)
    }

    static func server(_ change: (inout CertificatePlan) -> Void = { _ in }) throws -> TLSServerSettings {
        TLSServerSettings(identity: try leaf(change).identity())
    }
}
