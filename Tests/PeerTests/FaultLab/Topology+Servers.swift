import Foundation
import TLS

/// The servers that every network of the lab has: their files lie in `Tests/Networks/servers`.
extension Topology {
    func startLabServers(zone: String) throws {
        try writeCertificates()
        let files = FaultCase.folder.appending(path: "servers")
        for file in try FileManager.default.contentsOfDirectory(atPath: files.path) where !file.hasSuffix(".yaml") {
            let text = try String(contentsOf: files.appending(path: file), encoding: .utf8)
            _ = try write(file, filledIn(text).replacing("{zone}", with: zone))
        }
        var keys = try Keys(file: files.appending(path: "servers.yaml"))
        let servers = try ServerPlan.list(try keys.need("servers"), in: keys.file)
        try keys.finish()
        for server in servers { try start(server) }
    }

    @discardableResult
    func start(_ server: ServerPlan) throws -> Running {
        for command in server.prepare { try run(server.host, command.map(filledIn)) }
        let running = try serve(server.host, server.command.map(filledIn), listens: server.listens)
        if let place = server.answers {
            let ask = [Shell.sipdiag, "options", place, "--transport", "tcp", "--timeout", "1s"]
            try Shell.wait(for: "an answer of \(place)", seconds: 60) {
                try Shell.run(["ip", "netns", "exec", name(server.host)] + ask).status == 0
            }
        }
        return running
    }

    /// `root.pem`, which the client is told to trust, and of each server `NAME.pem` (with its issuer) and `NAME.key`.
    private func writeCertificates() throws {
        let certificates = try PeerCertificates()
        _ = try write("root.pem", PEM.certificate(certificates.root.certificate))
        let servers: [(String, ForgedCertificate)] = [
            ("good", try certificates.leaf()),
            ("expired", try certificates.leaf { ($0.begins, $0.ends) = (-200, -100) }),
            ("early", try certificates.leaf { $0.begins = 3600 }),
            ("elsewhere", try certificates.leaf { $0.dnsNames = ["example.org"] }),
            ("stranger", try certificates.leaf(by: ForgedCertificate(selfSigned: .authority("Other Root")))),
            (
                "selfsigned",
                try ForgedCertificate(selfSigned: CertificatePlan("example.test", dnsNames: ["example.test"]))
            ),
        ]
        for (name, certificate) in servers {
            _ = try write("\(name).key", PEM.privateKey(certificate.privateKey))
            let chain = [certificate.certificate] + certificate.issuers
            _ = try write("\(name).pem", chain.map(PEM.certificate).joined())
            _ = try write("\(name)-alone.pem", PEM.certificate(certificate.certificate))
        }
    }
}
