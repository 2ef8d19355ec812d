import Foundation
import TLS

/// The certificates of the TLS servers: a root that the client is told to trust, an authority below it, and what they issue
/// for `example.test`.
struct PeerCertificates {
    let root: ForgedCertificate
    let authority: ForgedCertificate

    init() throws {
        root = try ForgedCertificate(selfSigned: .authority("Peer Root"))
        authority = try root.issue(.authority("Peer Authority"))
    }

    /// A certificate of the authority's, or with `signer` of somebody else's.
    func leaf(
        by signer: ForgedCertificate? = nil, _ change: (inout CertificatePlan) -> Void = { _ in }
    ) throws -> ForgedCertificate {
        var plan = CertificatePlan("example.test", dnsNames: ["example.test"])
        change(&plan)
        return try (signer ?? authority).issue(plan)
    }
}

extension Topology {
    /// `openssl s_server` on a port of 203.0.113.10; it answers each line turned round, which is no SIP.
    /// - Parameter issuers: How many certificates it sends besides its own.
    func startTLSServer(
        port: Int, _ certificate: ForgedCertificate, sending issuers: Int = 1, _ arguments: [String] = []
    ) throws {
        let files = try write(certificate, as: "server-\(port)")
        let chain = try write(
            "server-\(port)-chain.pem", certificate.issuers.prefix(issuers).map(PEM.certificate).joined())
        let place = "203.0.113.10:\(port)"
        // The second pair is for those who ask for the name of `-servername`.
        let pairs = ["-cert", files.certificate, "-key", files.key, "-cert2", files.certificate, "-key2", files.key]
        let sent = issuers == 0 || certificate.issuers.isEmpty ? [] : ["-cert_chain", chain]
        try serve(
            .server,
            ["openssl", "s_server", "-accept", place, "-rev"] + pairs + sent + arguments, listens: ["tcp:\(place)"])
    }

    /// Writes certificate and key as PEM files.
    func write(
        _ certificate: ForgedCertificate, as name: String
    ) throws -> (certificate: String, key: String) {
        (
            try write("\(name).pem", PEM.certificate(certificate.certificate)),
            try write("\(name).key", PEM.privateKey(certificate.privateKey))
        )
    }

    /// Kamailio over TLS (5061), WebSocket (80) and WebSocket over TLS (443), and over TCP on a port that looks like one of
    /// TLS (5063).
    func startSecureKamailio(_ certificate: ForgedCertificate) throws {
        let key = try write(certificate, as: "kamailio").key
        let whole = ([certificate.certificate] + certificate.issuers.dropLast()).map(PEM.certificate).joined()
        let chain = try write("kamailio-chain.pem", whole)
        let ports = ["tls:203.0.113.10:5061", "tls:203.0.113.10:443", "tcp:203.0.113.10:80", "tcp:203.0.113.10:5063"]
        try startKamailio(["udp:203.0.113.10:5060"] + ports, certificate: (chain, key))
    }
}
