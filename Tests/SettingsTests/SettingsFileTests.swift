import FoundationEssentials
import Settings
import TestSupport
import Testing

/// Each file `Tests/Fixtures/Settings/….yaml` has a fault; beside it, in `.txt`, what is said about it.
@Suite struct SettingsFileTests {
    nonisolated static let names =
        ((try? FileManager.default.contentsOfDirectory(atPath: Golden.fixtures.appending(path: "Settings").path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    @Test(arguments: names)
    func complaint(_ name: String) throws {
        let text = String(decoding: try Golden.read("Settings/\(name).yaml"), as: UTF8.self)
        let problem = try #require(throws: SettingsProblem.self) { try settingsFile(text, path: "config.yaml") }
        try Golden.expect("\(problem)\n", at: "Settings/\(name).txt")
    }

    @Test func everyFaultHasAFile() {
        #expect(Self.names.count >= 8)
    }

    @Test(arguments: ["", "# stun: [a]\n", "\n  # nothing\n\n"])
    func aFileMayBeCommentedOut(_ text: String) throws {
        let file = try settingsFile(text)
        #expect(file.defaults.isEmpty && file.profiles.isEmpty)
    }

    @Test(arguments: [
        ("/etc/pw", "/etc/pw"), ("~/pw", "/home/u/pw"), ("keys/pw", "/home/u/.config/sipdiag/keys/pw"),
    ])
    func pathsAreWhole(_ written: String, _ whole: String) throws {
        let file = try settingsFile("profiles: {a: {password_file: \(written)}}")
        #expect(file.profiles["a"]?[.passwordFile]?.values == [whole])
    }

    @Test func everySettingIsRead() throws {
        for row in SettingRow.rows(in: .defaults) {
            let value =
                switch row.kind {
                case .text, .path: "/x"
                case .list: "[x, y]"
                case .flag: "true"
                case .word(let words): words[0]
                case .time: "3s"
                }
            let file = try settingsFile("\n\(row.name.rawValue): \(value)")
            let origin = Origin.file(file.path, line: 2, profile: nil)
            #expect(file.defaults[row.name]?.origin == origin, "\(row.name)")
        }
    }

    /// The contract's list.
    @Test func aProfileHasTheKeysOfTheContract() {
        let keys = Set(SettingRow.rows(in: .profile).map(\.name.rawValue))
        #expect(
            keys == [
                "target", "proxy", "resolver", "stun", "status_url", "from", "auth_user", "password_file", "ca_file",
                "transport", "canary",
            ])
    }

    @Test(arguments: [
        (["HOME": "/home/u"], ["/home/u/.config/sipdiag", "/etc/sipdiag"]),
        (["HOME": "/home/u", "XDG_CONFIG_HOME": "/x"], ["/x/sipdiag", "/etc/sipdiag"]),
        (["HOME": "/home/u", "XDG_CONFIG_HOME": "x"], ["/home/u/.config/sipdiag", "/etc/sipdiag"]),
        (["HOME": ""], ["/etc/sipdiag"]), ([:], ["/etc/sipdiag"]),
    ])
    func folders(_ environment: [String: String], _ folders: [String]) {
        #expect(SettingPaths.folders { environment[$0] } == folders)
    }
}
