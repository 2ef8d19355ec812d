/// Whether a certificate names the one who was asked for: as SIP demands it (RFC 5922 §7), and as lenient clients take it.
package struct CertificateIdentity: Sendable, Hashable {
    /// What would have satisfied a strict client.
    package var wanted: [String]
    /// The names in the certificate, each with its kind: `DNS example.com`.
    package var found: [String]
    /// By RFC 5922: `URI sip:DOMAIN`; without such a URI of any domain, the DNS name; without either, the common name.
    /// No wildcards.
    package var isStrict: Bool
    /// Also a wildcard, the name of the server that DNS led to, or the common name.
    package var isLenient: Bool

    /// - Parameters:
    ///   - domain: The SIP domain (of the URI, before any SRV record), or the address where the URI has one.
    ///   - address: The same in bytes where it is an address.
    ///   - servers: Names that DNS led to.
    package init(of certificate: Certificate, domain: String, address: [UInt8]? = nil, servers: [String] = []) {
        let domain = Self.normal(domain)
        let sip = certificate.uris.compactMap(Self.sipDomain)
        let dns = certificate.dnsNames.map(Self.normal)
        // The common name is of the time before alternative names (RFC 5922 §7.1).
        let hasNames = !certificate.dnsNames.isEmpty || !certificate.uris.isEmpty
        let common = hasNames || address != nil ? [] : [certificate.commonName].compactMap { $0 }.map(Self.normal)

        found =
            certificate.uris.map { "URI \($0)" } + certificate.dnsNames.map { "DNS \($0)" }
            + certificate.addresses.map { "IP \(Self.text(of: $0))" }
            + [certificate.commonName].compactMap { $0 }.map { "CN \($0)" }
        if let address {
            wanted = ["IP \(domain)"]
            isStrict = certificate.addresses.contains(address) || sip.contains(domain)
            isLenient = isStrict || dns.contains(domain) || Self.normal(certificate.commonName ?? "") == domain
        } else {
            wanted = ["URI sip:\(domain)", "DNS \(domain)"]
            isStrict = sip.isEmpty ? (dns + common).contains(domain) : sip.contains(domain)
            let names = [domain] + servers.map(Self.normal)
            isLenient =
                isStrict || names.contains { name in (sip + dns + common).contains { Self.covers($0, name) } }
        }
    }

    /// The domain of a URI that is a SIP identity: scheme sip, no user (RFC 5922 §7.1). `sips:` is none.
    static func sipDomain(_ uri: String) -> String? {
        guard uri.prefix(4).lowercased() == "sip:" else { return nil }
        let rest = uri.dropFirst(4)
        guard !rest.contains("@") else { return nil }
        if rest.hasPrefix("[") { return normal(String(rest.dropFirst().prefix { $0 != "]" })) }
        let host = rest.prefix { !":;?".contains($0) }
        return host.isEmpty ? nil : normal(String(host))
    }

    /// Whether a name in a certificate stands for `name`: the same, or a wildcard for its first label (RFC 6125 §6.4.3).
    static func covers(_ pattern: String, _ name: String) -> Bool {
        if pattern == name { return !name.isEmpty }
        guard pattern.hasPrefix("*."), let dot = name.firstIndex(of: "."), dot > name.startIndex else { return false }
        let rest = pattern.dropFirst()
        return rest.dropFirst().contains(".") && name[dot...] == rest
    }

    /// In lower case, without the dot of an absolute name.
    private static func normal(_ name: String) -> String {
        let name = name.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }

    /// Dotted decimal, or hexadecimal groups.
    private static func text(of address: [UInt8]) -> String {
        guard address.count == 16 else { return address.map(String.init).joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map {
            String(UInt16(address[$0]) << 8 | UInt16(address[$0 + 1]), radix: 16)
        }
        .joined(separator: ":")
    }
}
