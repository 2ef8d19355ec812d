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
            "cert": PEM.text([("CERTIFICATE", leaf.certificate)]),
            "chain": "Some words\n" + PEM.text(([leaf.certificate] + leaf.issuers).map { ("CERTIFICATE", $0) }),
            "key": PEM.text([("PRIVATE KEY", leaf.privateKey)]),
            "other": PEM.text([("PRIVATE KEY", try Forged.leaf().privateKey)]),
            "both": PEM.text([("PRIVATE KEY", leaf.privateKey), ("CERTIFICATE", leaf.certificate)]),
            "encrypted": PEM.text([("ENCRYPTED PRIVATE KEY", leaf.privateKey)]),
            "bad": PEM.text([("CERTIFICATE", [1, 2, 3])]),
            "badkey": PEM.text([("PRIVATE KEY", [1, 2, 3])]),
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

/// Writes PEM.
private enum PEM {
    static func text(_ blocks: [(label: String, bytes: [UInt8])]) -> String {
        blocks.map { "-----BEGIN \($0.label)-----\n\(lines($0.bytes.base64))-----END \($0.label)-----\n" }.joined()
    }

    private static func lines(_ text: String) -> String {
        let letters = Array(text)
        return stride(from: 0, to: letters.count, by: 64).map { String(letters[$0...].prefix(64)) + "\n" }.joined()
    }
}
