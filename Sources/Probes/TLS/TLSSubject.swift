import DNS
import Net
import SIP
import TLS

/// For whom a TLS server is asked to speak: the name that its certificate must bear.
struct TLSSubject: Sendable {
    /// The SIP domain: the host of the URI, before any SRV record (RFC 5922 §4); the address, where the URI has one.
    var host: Host
    /// Names that DNS led to on the way to the address.
    var servers: [String] = []

    /// What is sent as server name (SNI); nothing for an address.
    var serverName: String? { if case .name(let name) = host { name } else { nil } }

    func identity(of certificate: Certificate) -> CertificateIdentity {
        switch host {
        case .name(let name): CertificateIdentity(of: certificate, domain: name, servers: servers)
        case .ipv4(let bytes), .ipv6(let bytes):
            CertificateIdentity(of: certificate, domain: host.description, address: bytes, servers: servers)
        }
    }
}

extension ProbeContext {
    /// Whom a server at an address of the target's, or of its proxy's, has to be.
    func subject(at remote: Endpoint) async -> TLSSubject? {
        guard let host = settings.proxy?.host ?? target?.host else { return nil }
        let location = await location()
        let led = location.targets.filter { $0.endpoint?.address == remote.address }.compactMap(\.host)
        return TLSSubject(host: host, servers: led.map(\.description))
    }
}
