package import TLS

/// How a lab's server speaks TLS, its certificate's faults included; the certificate is made when the server starts.
package struct LabTLS: Sendable {
    package enum Signature: Sendable, Hashable {
        /// By the authority that the lab's clients trust; its own certificate is sent along.
        case trusted
        /// The same, and the authority's certificate is kept back.
        case alone
        case own
        /// By an authority that nobody trusts.
        case stranger
    }

    package var certificate: CertificatePlan
    package var signature = Signature.trusted
    package var versions = TLSVersion.tls12...TLSVersion.tls13
    package var allowsWeak = false
    package var ciphers: String?
    package var clientCertificate = TLSServerSettings.ClientCertificate.ignored
    /// Nil serves whatever name is asked for.
    package var names: Set<String>?

    /// - Parameter name: What the certificate bears.
    package init(_ name: String) {
        certificate = CertificatePlan(name, dnsNames: [name])
    }

    func settings() throws(LabProblem) -> TLSServerSettings {
        do throws(OpenSSLError) {
            var settings = TLSServerSettings(identity: try identity(LabAuthority.shared.get()))
            settings.versions = versions
            settings.allowsWeak = allowsWeak
            settings.ciphers = ciphers
            settings.clientCertificate = clientCertificate
            settings.names = names
            return settings
        } catch {
            throw .cannotForge("\(error)")
        }
    }

    private func identity(_ authority: LabAuthority) throws(OpenSSLError) -> TLSIdentity {
        switch signature {
        case .trusted: try authority.issuer.issue(certificate).identity()
        case .alone: try authority.issuer.issue(certificate).identity(sending: 0)
        case .own: try ForgedCertificate(selfSigned: certificate).identity()
        case .stranger: try authority.stranger.issue(certificate).identity()
        }
    }
}
