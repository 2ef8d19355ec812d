import FoundationEssentials
import Testing

@testable import TLS

struct PEMFileTests {
    /// Writes the files, hands over their paths and removes them.
    private func withFiles(_ body: (_ path: (String) -> String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sipdiag-pem-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let leaf = try Forged.leaf()
        let files = [
            "cert": PEM.certificate(leaf.certificate),
            "chain": "Some words\n" + ([leaf.certificate] + leaf.issuers).map(PEM.certificate).joined(),
            "key": PEM.privateKey(leaf.privateKey),
            "other": PEM.privateKey(try Forged.leaf().privateKey),
            "both": PEM.privateKey(leaf.privateKey) + PEM.certificate(leaf.certificate),
            "encrypted": PEM.text("ENCRYPTED PRIVATE KEY", leaf.privateKey),
            "bad": PEM.certificate([1, 2, 3]),
            "badkey": PEM.privateKey([1, 2, 3]),
            "text": "No certificate here.\n",
            "empty": "",
        ]
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body { folder.appending(path: $0).path }
    }

    @Test func goodFiles() throws {
        try withFiles { path in
            let leaf = try TLSIdentity(certificateFile: path("chain"), keyFile: path("key"))
            #expect(leaf.certificates.count == 3)
            #expect(try TLSIdentity(certificateFile: path("both"), keyFile: path("both")).certificates.count == 1)
            #expect(try TLSTrust(file: path("chain")).certificates == leaf.certificates)
        }
    }

    @Test(arguments: [
        ("none", "key", "none", TLSFileError.Reason.missing), ("cert", "none", "none", .missing),
        ("text", "key", "text", .noCertificate), ("empty", "key", "empty", .noCertificate),
        ("key", "key", "key", .noCertificate), ("bad", "key", "bad", .badCertificate),
        ("cert", "cert", "cert", .noKey), ("cert", "text", "text", .noKey), ("cert", "badkey", "badkey", .noKey),
        ("cert", "encrypted", "encrypted", .encryptedKey), ("cert/x", "key", "cert/x", .unreadable("Not a directory")),
        ("", "key", "", .noCertificate),
    ])
    func refusal(certificate: String, key: String, file: String, reason: TLSFileError.Reason) throws {
        try withFiles { path in
            let error = try #require(throws: TLSFileError.self) {
                _ = try TLSIdentity(certificateFile: path(certificate), keyFile: path(key))
            }
            #expect(error.reason == reason)
            #expect(error.path == path(file))
            #expect(error.description.hasPrefix(path(file)))
        }
    }

    @Test func theKeyOfAnother() throws {
        try withFiles { path in
            let error = try #require(throws: TLSFileError.self) {
                _ = try TLSIdentity(certificateFile: path("cert"), keyFile: path("other"))
            }
            #expect(error.reason == .keyMismatch(certificateFile: path("cert")))
        }
    }
}
