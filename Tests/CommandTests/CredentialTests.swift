import Foundation
import TestSupport
import Testing

/// Where a secret may come from, and that it goes nowhere.
@CommandThread
@Suite struct CredentialTests {
    private nonisolated static let secret = "hunter2-s3cret"
    private nonisolated static let alice = ["options", "--lab", "healthy", "--auth-user", "alice"]
    private nonisolated static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"]

    @Test(arguments: [
        ["options", "x", "--password", secret], ["options", "x", "--password=\(secret)"], ["--password", secret],
        ["dns", "--password", secret, "x"],
    ])
    func aPasswordIsNoArgument(arguments: [String]) throws {
        for format in [[], ["--json"]] {
            let run = try Program.run(arguments + format)
            #expect(run.status == 64)
            #expect(run.errors.contains("`ps`") && run.errors.contains("--password-file FILE"))
            #expect(!(run.output + run.errors).contains(Self.secret))
        }
        #expect(try Program.run("why", "--", "--password").errors.contains("--password-file") == false)
    }

    @Test(arguments: [
        ("missing", nil, "no such file"), (".", nil, "is a directory"), ("empty", [], "its first line is empty"),
        ("blank", Array("\r\n\(secret)\n".utf8), "its first line is empty"),
        ("latin", [0x70, 0xE9], "it is not UTF-8"),
        ("large", [UInt8](repeating: 0x78, count: 100_000), "larger than 65536 bytes"),
    ])
    func aFileWithoutAPasswordIsTold(name: String, bytes: [UInt8]?, says: String) throws {
        let folder = try Folder()
        let path = try bytes.map { try folder.file(name, $0) } ?? "\(folder.path)/\(name)"
        let run = try Program.run(Self.alice + ["--password-file", path])
        #expect(run.status == 64)
        #expect(run.errors.hasPrefix("sipdiag: --password-file \(path): \(says)\n"), "\(run.errors)")
    }

    @Test func whatIsMissingIsTold() throws {
        let password = try Program.run(Self.alice)
        #expect(password.status == 64)
        #expect(
            password.errors.contains("password of alice is missing") && password.errors.contains("SIPDIAG_PASSWORD"))
        let user = try Program.run("options", "--lab", "healthy", "--password-file", "/dev/null")
        #expect(user.status == 64)
        #expect(user.errors.contains("--auth-user NAME"))
        // The variable may be set for other commands, and empty is as good as not set.
        let environment = Self.environment.merging(["SIPDIAG_PASSWORD": Self.secret]) { $1 }
        #expect(try Program.run("options", "--lab", "healthy", environment: environment).status == 0)
        let empty = Self.environment.merging(["SIPDIAG_PASSWORD": ""]) { $1 }
        #expect(try Program.run(Self.alice, environment: empty).status == 64)
    }

    /// The target's user is the secret itself: what is sent holds it, and what is recorded does not.
    @Test(arguments: ["file", "windows", "input", "environment", "from"])
    func aSecretIsInNoRecord(source: String) throws {
        let folder = try Folder()
        let capture = "\(folder.path)/calls.pcap"
        let file = try folder.file("password", Self.secret + (source == "windows" ? "\r\nmore" : "\nmore\n"))
        var arguments = ["options", "127.0.0.1:9", "--from", "sip:\(Self.secret)@example.com", "--timeout", "100ms"]
        if source != "from" { arguments += ["--auth-user", "alice"] }
        var environment = Self.environment
        switch source {
        case "environment": environment["SIPDIAG_PASSWORD"] = Self.secret
        case "input": arguments += ["--password-file", "-"]
        default: arguments += ["--password-file", file]
        }
        for format in [["--json"], ["-v", "--trace", "--ladder"]] {
            let program = try Program(
                arguments + ["--save-pcap", capture] + format, input: file, environment: environment)
            let run = try program.finish()
            #expect(run.status == 2)
            #expect(!(run.output + run.errors).contains(Self.secret))
            let saved = String(decoding: try #require(FileManager.default.contents(atPath: capture)), as: UTF8.self)
            for text in [run.output, saved] {
                #expect(text.contains("sip:xxxxxxxxxxxxxx@example.com"))
                #expect(!text.contains(Self.secret))
            }
        }
    }

    @Test func aPersonIsAskedAndNothingIsShown() throws {
        let terminal = try PseudoTerminal()
        let program = try Program(Self.alice, terminal: terminal, environment: Self.environment)
        #expect(terminal.shows(until: "alice: ") == "Password of alice: ")
        #expect(!terminal.echoes)
        let limits = try String(contentsOfFile: "/proc/\(program.process)/limits", encoding: .utf8)
        #expect(limits.contains(/core file size +0 +0\s/))
        terminal.type("\(Self.secret)\n")
        let run = try program.finish()
        #expect(run.status == 0)
        #expect(terminal.echoes)
        terminal.type("end\n")
        #expect(terminal.shows(until: "end").hasPrefix("\r\nend"))
    }

    /// Ctrl-C, Ctrl-D, an empty line; and Ctrl-\ and Ctrl-Z, which would leave a terminal that shows nothing.
    @Test(arguments: [("\u{3}", 130), ("\u{4}", 64), ("\n", 64), ("\u{1C}\u{1A}\u{3}", 130)])
    func theTerminalIsLeftAsItWas(keys: String, status: Int32) throws {
        let terminal = try PseudoTerminal()
        let program = try Program(Self.alice, terminal: terminal, environment: Self.environment)
        _ = terminal.shows(until: "alice: ")
        terminal.type(keys)
        let run = try program.finish()
        #expect(run.status == status)
        #expect(run.output.isEmpty)
        #expect(terminal.echoes)
    }

    @Test(arguments: [["--no-input"], ["--json"], ["-q"]], [false, true])
    func nobodyIsAskedWhoWillNotAnswer(options: [String], isCI: Bool) throws {
        let terminal = try PseudoTerminal()
        let environment = Self.environment.merging(isCI ? ["CI": "true"] : [:]) { $1 }
        let program = try Program(Self.alice + (isCI ? [] : options), terminal: terminal, environment: environment)
        #expect(try program.finish().status == 64)
        #expect(terminal.shows(until: "is missing").contains("password of alice is missing"))
    }
}
