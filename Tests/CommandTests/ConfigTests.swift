import Foundation
import TestSupport
import Testing

/// Settings out of files and variables: in force for every command, and told by `config show`.
@CommandThread
@Suite struct ConfigTests {
    /// A folder that is `$XDG_CONFIG_HOME`, with a settings file in it.
    private static func folder(_ text: String) throws -> Folder {
        let folder = try Folder()
        try folder.makeFolder("sipdiag")
        _ = try folder.file("sipdiag/config.yaml", text)
        return folder
    }

    private static func run(
        _ arguments: [String], in folder: Folder, _ variables: [String: String] = [:]
    ) throws -> Finished {
        let environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "XDG_CONFIG_HOME": folder.path]
        return try Program.run(arguments, environment: environment.merging(variables) { $1 })
    }

    /// Nobody listens on the discard port, and the host says so at once.
    private static let acme = """
        timeout: 2s
        stun: [stun.example.com]
        profiles:
          acme:
            target: sip:bob@127.0.0.1:9
            transport: tcp
            auth_user: bob
        """

    @Test(arguments: [("text", []), ("json", ["--json"])])
    func everySettingIsShown(_ name: String, _ option: [String]) throws {
        let folder = try Self.folder(Self.acme + "\n    password_file: keys/acme\n")
        let run = try Self.run(
            ["config", "show", "--profile", "acme"] + option, in: folder,
            ["SIPDIAG_TIMEOUT": "3s", "SIPDIAG_PASSWORD": "hunter2", "SIPDIAG_CANARY": "a.example, b.example"])
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(!run.output.contains("hunter2"))
        let output = run.output.replacing(folder.path, with: "CONFIG")
        try Golden.expect(output, at: "Commands/config/show.\(name == "json" ? "json" : "txt")")
    }

    @Test(arguments: [
        ["options"], ["invite"], ["register"], ["reach"], ["why"], ["why", "--no-call"], ["why", "408"], ["dns"],
    ])
    func aProfileNamesTheTarget(_ command: [String]) throws {
        let folder = try Self.folder(Self.acme)
        let report = try Self.run(
            command + ["--profile", "acme", "--json"], in: folder, ["SIPDIAG_PASSWORD": "hunter2"]
        ).json()
        #expect(report["target"] as? String == "sip:bob@127.0.0.1:9")
    }

    /// The option, then the variable, then the profile.
    @Test(arguments: [
        (["--transport", "udp"], ["SIPDIAG_TRANSPORT": "tls"], "udp"), ([], ["SIPDIAG_TRANSPORT": "tls"], "tls"),
        ([], [:], "tcp"),
    ])
    func theNearestWins(_ options: [String], _ variables: [String: String], _ transport: String) throws {
        let folder = try Self.folder(Self.acme)
        let report = try Self.run(
            ["options", "--profile", "acme", "--format", "json"] + options, in: folder,
            ["SIPDIAG_FORMAT": "html", "SIPDIAG_PASSWORD": "x"].merging(variables) { $1 }
        ).json()
        #expect((report["outcome"] as? [String: Any])?["transport"] as? String == transport)
    }

    @Test(arguments: [
        ["options", "x"], ["why", "486"], ["status", "https://x"], ["playbook", "list"], ["config", "show"],
    ])
    func aFaultStopsEveryCommand(_ command: [String]) throws {
        let run = try Self.run(command, in: try Self.folder("timeuot: 3s\n"))
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors.contains("sipdiag/config.yaml:1:1: error:"), "\(run.errors)")
        #expect(run.errors.contains("did you mean \"timeout\"?\n    timeuot: 3s\n    ^\n"), "\(run.errors)")
    }

    @Test func aFileThatCannotBeReadIsTold() throws {
        let folder = try Folder()
        try folder.makeFolder("sipdiag/config.yaml")
        let run = try Self.run(["options", "x"], in: folder)
        #expect(run.status == 64 && run.errors.contains("sipdiag/config.yaml: is a directory"))
    }

    /// What `--format` takes, the setting takes.
    @Test func theFormatsAreTheOptions() throws {
        let folder = try Folder()
        let refused = try Self.run(["options", "x", "--format", "xml"], in: folder).errors
        let formats = refused.matches(of: /\s+- ([a-z]+)/).map { String($0.1) }
        #expect(formats.contains("text") && formats.contains("nagios"), "\(refused)")
        for format in formats {
            #expect(try Self.run(["config", "show"], in: folder, ["SIPDIAG_FORMAT": format]).status == 0, "\(format)")
        }
    }

    @Test func theProfileIsNearAName() throws {
        let run = try Self.run(["options", "--profile", "akme"], in: try Self.folder(Self.acme))
        #expect(run.status == 64 && run.errors.contains("there is no such profile; did you mean acme?"))
    }

    @Test func whatTheFileNamedIsToldWithItsPlace() throws {
        let folder = try Self.folder("ca_file: nosuch.pem\n")
        let run = try Self.run(["options", "127.0.0.1:9"], in: folder)
        #expect(run.status == 64)
        let config = "\(folder.path)/sipdiag"
        #expect(
            run.errors.contains("--ca-file \(config)/nosuch.pem: no such file (\(config)/config.yaml:1)"),
            "\(run.errors)")
    }

    /// The lab is a provider of its own: what is set for another one is for that one.
    @Test func theLabTakesNoProviderOfOurs() throws {
        let folder = try Self.folder("resolver: 192.0.2.53\nproxy: 192.0.2.1\ntransport: tls\n")
        #expect(try Self.run(["options", "--lab", "healthy"], in: folder).status == 0)
        let run = try Self.run(["options", "--lab", "healthy", "--profile", "acme"], in: folder)
        #expect(run.status == 64 && run.errors.contains("leave out --profile acme"))
    }
}
