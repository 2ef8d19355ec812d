import Foundation
import TestSupport
import Testing

/// However a run ends, it ends soon, and says what it knows.
@CommandThread
@Suite struct EndingTests {
    @Test(arguments: ["why", "options", "reach"], [SIGINT, SIGTERM])
    func aSignalEndsTheRunAndWhatIsKnownIsPrinted(command: String, signal: Int32) throws {
        let listener = Listener()
        let program = try Program([command, "127.0.0.1:\(listener.port)", "--timeout", "20s", "--json"])
        #expect(listener.hears())
        kill(program.process, signal)
        let run = try program.finish(within: 10)
        #expect(run.status == 130)
        let report = try run.json()
        #expect(report["exit_code"] as? Int == 130)
        #expect(report["verdict"] as? String == "unknown")
        #expect((report["messages"] as? [Any])?.isEmpty == false)
    }

    @Test func aSignalEndsTheLab() throws {
        let program = try Program(["lab", "silent"])
        var polls = 0
        while !program.printed.contains("sipdiag why"), polls < 5_000 {
            // Another process writes a file: there is no event to wait for.
            usleep(2_000)
            polls += 1
        }
        kill(program.process, SIGINT)
        let run = try program.finish(within: 10)
        #expect(run.status == 0)
        #expect(run.output.contains("  sipdiag why 127."))
    }

    @Test(arguments: ["silent", "udp-dead", "tcp-silent", "dns-silent"])
    func theDeadlineBeforeAnyAnswerIsUnknown(fault: String) throws {
        let run = try Program.run("why", "--lab", fault, "--timeout", "20s", "--deadline", "500ms", "--json")
        #expect(run.status == 3)
        #expect(run.seconds < 2.5)
        let report = try run.json()
        #expect(report["verdict"] as? String == "unknown")
        #expect((report["causes"] as? [[String: Any]])?.contains { $0["confidence"] as? String != "possible" } == false)
    }

    /// The server answered; only what was beside the question is missing.
    @Test func theDeadlineAfterTheAnswerLeavesItOk() throws {
        let run = try Program.run("why", "--lab", "stun-silent", "--timeout", "20s", "--deadline", "500ms")
        #expect(run.status == 0)
        #expect(run.seconds < 2.5)
    }

    @Test(arguments: [
        ["--version"], ["--help"], ["why", "--help"], ["why", "486"], ["why", "--lab", "healthy"], ["lab"],
        ["playbook", "list"], ["playbook", "show", "sip-408"], ["playbook", "tests"],
        ["options", "--lab", "healthy", "--json"], ["options", "--lab", "healthy", "--format", "ndjson"],
    ])
    func afullDiskIsToldOnce(arguments: [String]) throws {
        let run = try Program(arguments, output: "/dev/full").finish()
        #expect(run.status == 3)
        #expect(run.errors == "sipdiag: standard output: no space left on the device\n")
    }

    @Test func aClosedOutputIsTold() throws {
        let run = try Program(["why", "486"], closed: [1]).finish()
        #expect(run.status == 3)
        #expect(run.errors.hasPrefix("sipdiag: standard output: "))
    }

    @Test func noEnvironmentIsNeeded() throws {
        let run = try Program.run(["why", "--lab", "healthy", "--color", "auto"], environment: [:])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
    }
}
