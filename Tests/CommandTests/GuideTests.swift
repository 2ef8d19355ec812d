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
            ("y\n", "FAIL auth.ip-not-allowed (possible)", 2), ("no\nskip\nskip\n", "OK 200 OK - why", 0),
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

    /// `quit` keeps what was measured; the next `why` goes on with it, and so does the report by its name.
    @Test func whoQuitsGoesOnLater() throws {
        let folder = try Folder()
        let terminal = try PseudoTerminal()
        let environment = Self.environment.merging(["XDG_STATE_HOME": folder.path]) { $1 }
        let program = try Program(
            ["why", "one-way-audio", "--lab", "healthy"], terminal: terminal, environment: environment)
        _ = drive(terminal, ["quit"])
        #expect(terminal.shows(until: ".json)").contains("Go on with: sipdiag why"))
        #expect(try program.finish().status == 0)
        let kept = "\(folder.path)/sipdiag"
        for file in ["why.json", "why-report.json"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(kept)/\(file)")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        let again = try Program.run("why", "\(kept)/why-report.json", "--answer", "who_hears_nothing=we")
        #expect(again.output.contains("media.no-inbound-rtp"))

        let resumed = try Program(["why"], terminal: terminal, environment: environment)
        _ = drive(terminal, ["y", "we"])
        #expect(try resumed.finish().output.contains("media.no-inbound-rtp"))
        #expect(!FileManager.default.fileExists(atPath: "\(kept)/why.json"))
    }

    /// The questions before the measurements can be left as well, by any way out.
    @Test(arguments: ["quit\n", "\u{3}", "\u{4}"])
    func theIntakeGoesOnLater(wayOut: String) throws {
        let folder = try Folder()
        let environment = Self.environment.merging(["XDG_STATE_HOME": folder.path]) { $1 }
        let terminal = try PseudoTerminal()
        let program = try Program(["why"], terminal: terminal, environment: environment)
        _ = drive(terminal, ["503", "127.0.0.1:9"])
        _ = terminal.shows(until: "\n> ")
        terminal.type(wayOut)
        let said = terminal.shows(until: "sipdiag why")
        #expect(try program.finish().status == 130)
        #expect(said.contains("Your answers are kept."))

        let resumed = try Program(["why", "--color", "never"], terminal: terminal, environment: environment)
        let shown = drive(terminal, ["y", "back", "127.0.0.1:9", "3", "1"]).replacing(/\d{4}-.* UTC/, with: "TIME")
        let run = try resumed.finish()
        if wayOut == "quit\n" {
            try Golden.expect(String(shown.drop { $0 != "Y" }), at: "Commands/guide/resumed.txt")
        }
        #expect(run.lines.last?.hasPrefix("FAIL net.port-closed (likely) - why 127.0.0.1:9") == true)
        #expect(terminal.shows(until: "Next: ").contains("The host answers that nothing listens on this port"))
    }

    /// What was kept and is of no use is set aside, told, and begun anew.
    @Test(
        arguments: [
            ("{", "it is damaged"),
            (#"{"schema": "sipdiag.guide/9", "saved_at": "", "answers": {}, "measured": false}"#, "another version"),
            (
                #"{"schema": "sipdiag.guide/1", "saved_at": "", "answers": {"seen": "hum"}, "measured": false}"#,
                "“hum” is no answer any more"
            ),
            (
                #"{"schema": "sipdiag.guide/1", "saved_at": "", "answers": {"target": "sip:bob@"}, "measured": false}"#,
                "cannot read the target"
            ),
        ])
    func whatCannotBeUsedIsSetAside(text: String, reason: String) throws {
        let folder = try Folder()
        try folder.makeFolder("sipdiag")
        let path = try folder.file("sipdiag/why.json", text)
        let terminal = try PseudoTerminal()
        let environment = Self.environment.merging(["XDG_STATE_HOME": folder.path]) { $1 }
        let program = try Program(["why"], terminal: terminal, environment: environment)
        let shown = drive(terminal, ["quit"]).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(try program.finish().status == 130)
        #expect(shown.contains(reason) && shown.contains("What did you see?"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/sipdiag") == ["why.json.old"])
        #expect(FileManager.default.contents(atPath: "\(path).old") == Data(text.utf8))
    }

    /// A code on a terminal: whoever names a server has it measured, and Enter alone reads the page.
    @Test(arguments: [("", "OK "), ("nonsense:", "OK "), ("127.0.0.1:9", "FAIL net.port-closed (likely)")])
    func aCodeAsksForItsServer(typed: String, last: String) throws {
        let terminal = try PseudoTerminal()
        let program = try Program(
            ["why", "486", "--color", "never"], terminal: terminal, output: terminal.path,
            environment: Self.environment)
        _ = drive(terminal, typed == "nonsense:" ? [typed, ""] : [typed])
        let shown = terminal.shows(until: typed.isEmpty || typed == "nonsense:" ? "Busy Here" : "Next: ")
        #expect(try program.finish().status == (last == "OK " ? 0 : 2))
        #expect(last == "OK " ? shown.contains("486 Busy Here") : shown.contains(last))
    }

    /// What no question expects is answered with what to type, and nothing breaks.
    @Test func wrongInput() throws {
        let terminal = try PseudoTerminal()
        let program = try Program(["why", "--color", "never"], terminal: terminal, environment: Self.environment)
        var shown = drive(terminal, ["99", "", "back", String(repeating: "x", count: 400)])
        shown += terminal.shows(until: "\n> ")
        terminal.type(bytes: [0xFF, 0xFE, 0x0A])
        // Several lines at once, as from the clipboard: each answers a question of its own.
        shown += terminal.shows(until: "\n> ")
        terminal.type("403\n127.0.0.1:9\n4\n2\n")
        let run = try program.finish()
        shown += terminal.shows(until: "Next: ")
        #expect(run.lines.last?.hasPrefix("FAIL net.port-closed (likely) - why 127.0.0.1:9") == true)
        for hint in ["from 1 to 12", "Type an answer", "This is the first question", "too long"] {
            #expect(shown.contains(hint), "\(hint)")
        }
    }

    /// What runs is told while it runs: drawn on a terminal, in whole lines where it cannot take one back, and not at all
    /// in a log, unless it was asked for.
    @Test(arguments: ["xterm", "dumb"])
    func progressOnATerminal(kind: String) throws {
        let terminal = try PseudoTerminal()
        let program = try Program(
            ["options", "--lab", "silent", "--timeout", "1s"], terminal: terminal,
            environment: Self.environment.merging(["TERM": kind]) { $1 })
        let shown = terminal.shows(until: "no answer in 1.0 s (1.0 s)")
        #expect(try program.finish().status == 2)
        #expect(shown.contains("FAIL   OPTIONS over UDP to 127."))
        #expect(shown.contains("\u{1B}[2K") == (kind == "xterm"))
        #expect(shown.contains("… Sends OPTIONS") == (kind == "xterm"))
    }

    @Test func progressInALog() throws {
        let arguments = ["options", "--lab", "silent", "--timeout", "1s"]
        #expect(try Program.run(arguments).errors.isEmpty)
        let told = try Program.run(arguments + ["-v"]).errors
        #expect(told.hasPrefix("FAIL   OPTIONS over UDP to 127.") && !told.contains("\u{1B}"))
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
