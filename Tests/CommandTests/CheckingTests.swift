import Foundation
import Lab
import Net
import TestSupport
import Testing

/// `sipdiag check FILE` against one server that answers and one port where nothing is.
@CommandThread
@Suite
struct CheckingTests {
    private let block = AddressBlock.random()

    @NetActor
    private static func server(_ block: AddressBlock) async throws -> SIPServer {
        try await SIPServer.start(
            .init(block.endpoint(1, port: 5060), udp: .healthy, tcp: .closed), on: SystemNetwork())
    }

    /// - Parameter dead: the second target is there.
    private func file(_ folder: Folder, dead: Bool = true) throws -> String {
        let targets = [("alive", 1), ("dead", 2)].prefix(dead ? 2 : 1).map { name, host in
            "  - {name: \(name), target: \"sip:\(block.address(UInt8(host)));transport=udp\"}\n"
        }
        return try folder.file(
            "check.yaml", "schema: sipdiag/check/1\ndefaults: {timeout: 2s}\ntargets:\n" + targets.joined())
    }

    @Test func aFailureIsToldWithItsCauseAndFix() async throws {
        let folder = try Folder()
        let server = try await Self.server(block)
        let run = try Program.run("check", try file(folder))
        await server.stop()
        #expect(run.status == 2 && run.errors.isEmpty, "\(run.errors)")
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(
            lines[0].hasPrefix("FAIL net.port-closed (likely) - options sip:") && lines[0].hasSuffix(" - dead options"))
        #expect(lines[1].hasPrefix("  Who must act: pbx") && lines[2].hasPrefix("  Fix: "))
        #expect(lines[3].hasPrefix("FAIL 1 of 2 checks - dead options [net.port-closed] - "))
    }

    @Test func whatIsFineIsSilentWithQuiet() async throws {
        let folder = try Folder()
        let server = try await Self.server(block)
        let path = try file(folder, dead: false)
        let (quiet, told) = (try Program.run("check", "-q", path), try Program.run("check", path))
        await server.stop()
        #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty, "\(quiet)")
        #expect(told.status == 0 && told.output.hasPrefix("OK 1 check - "), "\(told)")
    }

    @Test func everyFormatSaysTheSame() async throws {
        let folder = try Folder()
        let server = try await Self.server(block)
        let path = try file(folder)
        let document = try Program.run("check", path, "--json")
        let lines = try Program.run("check", path, "--format", "ndjson")
        let plugin = try Program.run("check", path, "--format", "nagios")
        let metrics = try Program.run("check", path, "--format", "prometheus", "--output", "\(folder.path)/m.prom")
        await server.stop()
        #expect([document, lines, plugin, metrics].map(\.status) == [2, 2, 2, 2])
        let json = try document.json()
        #expect(json["schema"] as? String == "sipdiag.reports/1" && json["verdict"] as? String == "critical")
        #expect((json["reports"] as? [[String: Any]])?.map { $0["verdict"] as? String } == ["ok", "critical"])
        #expect(lines.output.split(separator: "\n").count == 2)
        #expect(
            plugin.output.hasPrefix(
                "SIP CHECK CRITICAL - 1 of 2: dead options [net.port-closed] | 'checks'=2;;;0 'critical'=1;;;0"))
        let file = try String(contentsOfFile: "\(folder.path)/m.prom", encoding: .utf8)
        #expect(file.matches(of: /(?m)^sipdiag_probe_success\{.*\} [01]$/).count == 2)
    }

    /// A reader need not wait for a target that keeps silent.
    @Test func aReportIsALineAsSoonAsItIsThere() throws {
        let folder = try Folder()
        let (pipe, silent) = (try NamedPipe(in: folder.path), Listener())
        let path = try folder.file(
            "check.yaml",
            """
            schema: sipdiag/check/1
            defaults: {timeout: 20s, transport: udp}
            targets:
              - {name: silent, target: "127.0.0.1:\(silent.port)"}
              - {name: dead, target: "sip:\(block.address(2))"}

            """)
        let program = try Program(
            ["check", path, "--format", "ndjson", "--redact", "addresses"], output: pipe.path)
        let early = pipe.shows(until: "\n")
        #expect(early.contains("net.port-closed") && early.count { $0 == "\n" } == 1)
        kill(program.process, SIGINT)
        let late = pipe.shows(until: "\n")
        #expect(late.contains("\"exit_code\": 130") && late.count { $0 == "\n" } == 1)
        #expect(try program.finish(within: 10).status == 130)
    }

    @Test func onlyAChangeIsNewsAndNoCheckComesTooOften() throws {
        let folder = try Folder()
        let path = try file(folder)
        let arguments = ["check", path, "-q", "--state", "\(folder.path)/state", "--alert-on", "change"]
        let first = try Program.run(arguments)
        #expect(first.status == 2 && first.output.contains("FAIL net.port-closed"), "\(first)")
        let second = try Program.run(arguments)
        #expect(second.status == 2 && second.output.isEmpty && second.errors.isEmpty, "\(second)")
        let told = try Program.run("check", path, "--state", "\(folder.path)/state")
        #expect(told.output.contains("(not due)") && told.output.contains(" - 2 not due - "), "\(told.output)")
    }

    @Test func twoRunsAtOnceDoNotShareAState() throws {
        let folder = try Folder()
        let state = "\(folder.path)/state"
        try folder.makeFolder("state")
        guard let lock = try FileLock.take("\(state)/lock") else {
            Issue.record("the lock is taken")
            return
        }
        let run = try Program.run("check", try file(folder), "--state", state)
        _ = consume lock
        #expect(run.status == 3 && run.output.isEmpty)
        #expect(run.errors == "sipdiag: --state \(state): another run holds it; nothing was sent\n")
    }

    /// A run that checked nothing is unknown to who runs it.
    @Test(arguments: [
        (["--alert-on", "change"], "need --state DIR"), (["--fail-after", "0"], "give a number from 1 to 1000"),
        (["--trace"], "--trace is about one report"), (["--format", "html"], "--format html is about one report"),
        (["--nonsense"], "--nonsense"),
    ])
    func whatCannotBeDoneIsUnknown(_ options: [String], says: String) throws {
        let folder = try Folder()
        let run = try Program.run(["check", try file(folder)] + options)
        #expect(run.status == 3 && run.output.isEmpty && run.errors.contains(says), "\(run)")
    }
}
