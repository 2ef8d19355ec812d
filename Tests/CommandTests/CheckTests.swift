import Foundation
import TestSupport
import Testing

/// `sipdiag check --validate`: what the host and the protocols know of the file; nothing is sent.
@CommandThread
@Suite struct CheckTests {
    private static func validate(_ text: String, in folder: Folder? = nil) throws -> Finished {
        let folder = try folder ?? Folder()
        return try Program.run("check", "--validate", try folder.file("check.yaml", text))
    }

    /// A file that only its owner may read, or others too.
    private static func secret(_ path: String, in folder: Folder, mode: Int) throws {
        let path = try folder.file(path, "hunter2\n")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    @Test func theExampleIsSound() throws {
        let folder = try Folder()
        try folder.makeFolder("secrets")
        try Self.secret("secrets/acme", in: folder, mode: 0o600)
        _ = try folder.file("pbx-ca.pem", "-----BEGIN CERTIFICATE-----\n")
        let example = try Program.run("check", "--example")
        #expect(example.status == 0)
        let run = try Self.validate(example.output, in: folder)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(run.output == "\(folder.path)/check.yaml: 9 checks of 6 targets, all sound\n")
    }

    @Test(arguments: [(0o600, nil), (0o400, nil), (0o640, "(mode 640); chmod 600 it"), (0o604, "(mode 604)")])
    func aSecretIsItsOwners(_ mode: Int, _ says: String?) throws {
        let folder = try Folder()
        try Self.secret("pw", in: folder, mode: mode)
        let run = try Self.validate(
            "schema: sipdiag/check/1\ntargets: [{target: sip:a@example.com, probe: [register], password_file: pw}]\n",
            in: folder)
        #expect(run.status == (says == nil ? 0 : 3))
        if let says {
            #expect(run.errors.hasPrefix("\(folder.path)/check.yaml:2:73: error: password_file: "), "\(run.errors)")
            #expect(run.errors.contains(says) && !run.errors.contains("hunter2"), "\(run.errors)")
        }
    }

    @Test(arguments: [
        ("{target: sip:a@example.com, probe: [register], password_file: nosuch}", "nosuch: no such file"),
        ("{target: sip:112@example.com, probe: [invite], allow_call: true}", "that is an emergency number"),
        ("{target: sip.example.com, probe: [invite], allow_call: true}", "it names a server; name somebody"),
        ("{target: \"sips:example.com\", transport: udp}", "sips: demands TLS"),
        ("{target: tel:+15550100}", "--proxy HOST"), ("{target: http://example.com}", "no SIP, SIPS or tel URI"),
        ("{target: x, resolver: dns.example.com}", "a name server is named by its address"),
        ("{target: x, expect: 2xx}", "200-299,401"), ("{target: x, probe: [dns], expect_dns: [a]}", "give addresses"),
    ])
    func whatCannotBeRunIsTold(_ target: String, _ says: String) throws {
        let run = try Self.validate("schema: sipdiag/check/1\ntargets:\n  - \(target)\n")
        #expect(run.status == 3 && run.output.isEmpty)
        #expect(run.errors.contains("check.yaml:3:") && run.errors.contains(says), "\(run.errors)")
    }

    @Test func aFileThatCannotBeReadIsTold() throws {
        let run = try Program.run("check", "--validate", "/nosuch.yaml")
        #expect(run.status == 3 && run.errors == "/nosuch.yaml: no such file\n")
    }
}
