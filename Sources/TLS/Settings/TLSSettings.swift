/// How a client speaks TLS.
package struct TLSSettings: Sendable, Hashable {
    /// The name to ask for (SNI): of SIP, the domain, not the SRV target's. An address is not sent (RFC 6066 §3).
    package var serverName: String?
    package var trust = TLSTrust.system
    /// What is shown to a server that asks for a client certificate.
    package var identity: TLSIdentity?
    package var versions = TLSVersion.tls12...TLSVersion.tls13
    /// Accept also what is too weak for today: OpenSSL's security level 0 instead of 2. To look, not to talk.
    package var allowsWeak = false
    /// Protocols to offer (RFC 7301), the preferred first; none offers none.
    package var protocols: [String] = []

    package init(serverName: String? = nil, trust: TLSTrust = .system, identity: TLSIdentity? = nil) {
        self.serverName = serverName
        self.trust = trust
        self.identity = identity
    }

    /// The name as it is sent.
    var indication: String? {
        guard var name = serverName else { return nil }
        if name.hasSuffix(".") { name.removeLast() }
        let isAddress = name.utf8.contains(UInt8(ascii: ":")) || name.utf8.allSatisfy(Self.isOfIPv4)
        return isAddress || name.utf8.count > 255 || name.utf8.contains(0) ? nil : name
    }

    private static func isOfIPv4(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
    }
}

/// How a server speaks TLS: the lab's, faults included.
package struct TLSServerSettings: Sendable, Hashable {
    package enum ClientCertificate: Sendable, Hashable {
        case ignored
        case requested
        case required
    }

    package var identity: TLSIdentity
    package var versions = TLSVersion.tls12...TLSVersion.tls13
    package var allowsWeak = false
    /// OpenSSL's cipher list for TLS 1.2 and before; nil leaves the default.
    package var ciphers: String?
    /// Any certificate will do; whom it names is not looked at.
    package var clientCertificate = ClientCertificate.ignored
    /// A client that asks for another name is refused; nil serves every name.
    package var names: Set<String>?

    package init(identity: TLSIdentity) {
        self.identity = identity
    }
}
