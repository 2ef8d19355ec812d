import COpenSSL

/// What a forged certificate is to say.
package struct CertificatePlan: Sendable, Hashable {
    package var commonName: String
    /// The subject alternative names.
    package var dnsNames: [String] = []
    package var uris: [String] = []
    /// In text.
    package var addresses: [String] = []
    /// Seconds from now, negative for the past.
    package var begins = -3600
    package var ends = 90 * 86_400
    package var isAuthority = false
    /// Names of OpenSSL's or dotted object identifiers; none permits every use.
    package var extendedKeyUsages: [String] = []

    package init(_ commonName: String, dnsNames: [String] = []) {
        self.commonName = commonName
        self.dnsNames = dnsNames
    }

    package static func authority(_ commonName: String) -> CertificatePlan {
        var plan = CertificatePlan(commonName)
        plan.isAuthority = true
        return plan
    }

    /// The extensions by OpenSSL's numbers, and the values as its configuration files write them.
    var extensions: [(number: CInt, value: String)] {
        let names = dnsNames.map { "DNS:\($0)" } + uris.map { "URI:\($0)" } + addresses.map { "IP:\($0)" }
        var extensions: [(number: CInt, value: String)] = []
        if isAuthority {
            extensions += [(NID_basic_constraints, "critical,CA:TRUE")]
            extensions += [(NID_key_usage, "critical,keyCertSign,cRLSign")]
        }
        if !names.isEmpty { extensions += [(NID_subject_alt_name, names.joined(separator: ","))] }
        if !extendedKeyUsages.isEmpty {
            extensions += [(NID_ext_key_usage, extendedKeyUsages.joined(separator: ","))]
        }
        return extensions
    }
}
