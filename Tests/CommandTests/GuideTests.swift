import Foundation
import TestSupport
import Testing

/// The guided diagnosis, driven on a pseudo-terminal. Transcripts are kept as files.
@Suite struct GuideTests {
    private static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]

    /// Types a line at each prompt; what the terminal showed until the last one.
    private func drive(_ terminal: PseudoTerminal, _ lines: [String]) -> String {
        var shown = ""
        for line in lines {
            shown += terminal.shows(until: "\n> ")
            terminal.type("\(line)\n")
        }
        return shown.replacing("\r\n", with: "\n")
    }

    /// Nothing in hand: a wrong target, a way back, a typo, a "why?", and the verdict on a port that nothing listens on.
    @Test func whatWasSeenIsAskedFor() throws {
        let terminal = try PseudoTerminal()
        let program = try Program(["why", "--color", "never"], terminal: terminal, environment: Self.environment)
        let shown = drive(
            terminal,
            [
                "conection-refused", "connection-refused", "why", "sip:bob@", "sip:bob@127.0.0.1:9", "2", "back", "3",
                "skip",
            ])
        let run = try program.finish()
        try Golden.expect(shown, at: "Commands/guide/seen.txt")
        #expect(run.status == 2)
        #expect(run.lines.last?.hasPrefix("FAIL net.port-closed (likely) - why sip:bob@127.0.0.1:9") == true)
        #expect(shown.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    /// What the measurements leave open is asked after them; an answer changes the cause.
    @Test(arguments: [("1", "media.no-inbound-rtp"), ("they", "media.one-way"), ("skip", "media.one-way")])
    func whatStaysOpenIsAskedFor(answer: String, cause: String) throws {
        let terminal = try PseudoTerminal()
        let program = try Program(
            ["why", "one-way-audio", "--lab", "healthy", "--color", "never"], terminal: terminal,
            environment: Self.environment)
        let shown = drive(terminal, ["why", answer])
        let run = try program.finish()
        #expect(shown.contains("Media that does not arrive here"), "why it is asked")
        #expect(run.output.contains("Possible cause") && run.output.contains("(\(cause), possible)"))
        #expect(run.status == 0)
    }

    /// No phone rings before somebody allows it; what the call meets is explained.
    @Test(
        arguments: [
            ("y\n", "FAIL auth.ip-not-allowed (likely)", 2), ("no\n", "OK 200 OK - why", 0),
            ("\u{4}", "OK 200 OK - why", 0), ("\u{3}", "", 130),
        ] as [(String, String, Int32)])
    func aCallIsPlacedWithConsent(typed: String, last: String, status: Int32) throws {
        let terminal = try PseudoTerminal()
        let program = try Program(
            ["why", "403", "--lab", "auth-ip-not-allowed", "--color", "never"], terminal: terminal,
            environment: Self.environment)
        let shown = terminal.shows(until: "\n> ")
        #expect(shown.contains("A phone may ring"))
        terminal.type(typed)
        let run = try program.finish()
        #expect(run.status == status)
        #expect(run.lines.last?.hasPrefix(last) == true, "\(run.lines.last ?? "")")
        #expect(run.output.contains("INVITE over") == typed.hasPrefix("y"))
    }

    /// `quit` keeps what was measured, and names the command that goes on with it.
    @Test func whoQuitsGoesOnLater() throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal()
        let environment = Self.environment.merging(["XDG_STATE_HOME": folder.path]) { $1 }
        let program = try Program(
            ["why", "one-way-audio", "--lab", "healthy"], terminal: terminal, environment: environment)
        _ = drive(terminal, ["quit"])
        let said = terminal.shows(until: ".json")
        #expect(try program.finish().status == 0)
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/sipdiag").first)
        #expect(said.contains("Go on later with:"))
        let again = try Program.run("why", "\(folder.path)/sipdiag/\(name)", "--answer", "who_hears_nothing=we")
        #expect(again.output.contains("media.no-inbound-rtp"))
    }

    /// Ctrl-C and the end of the input, at the first question and after the measurements.
    @Test(
        arguments: [
            ("\u{3}", ["why"], 130), ("\u{4}", ["why"], 130), ("\u{3}", ["why", "no-audio", "--lab", "healthy"], 130),
            ("\u{4}", ["why", "no-audio", "--lab", "healthy"], 0),
        ] as [(String, [String], Int32)])
    func itCanBeLeft(keys: String, arguments: [String], status: Int32) throws {
        let terminal = try PseudoTerminal()
        let program = try Program(arguments, terminal: terminal, environment: Self.environment)
        _ = terminal.shows(until: "\n> ")
        terminal.type(keys)
        #expect(try program.finish().status == status)
    }

    @Test func nobodyIsAskedInAScript() throws {
        let run = try Program.run("why", "one-way-audio", "--lab", "healthy")
        #expect(run.output.contains("--answer who_hears_nothing=we"))
        #expect(try Program.run("why").status == 64)
        let seen = ["why", "403", "--lab", "auth-ip-not-allowed"]
        #expect(try Program.run(seen).output.contains("sip.invite was not run: it may ring a phone"))
        #expect(try Program.run(seen + ["--answer", "place_call=yes"]).output.contains("INVITE over UDP"))
        #expect(try Program.run(seen + ["--answer", "place_call=maybe"]).status == 64)
    }
}
