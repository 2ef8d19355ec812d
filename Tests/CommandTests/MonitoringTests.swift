import Foundation
import TestSupport
import Testing

/// sipdiag as Nagios and node_exporter use it.
@CommandThread
@Suite struct MonitoringTests {
    @Test(arguments: [
        ("healthy", 0, "OK"), ("unavailable", 1, "WARNING"), ("port-closed", 2, "CRITICAL"),
        ("dns-servfail", 2, "CRITICAL"),
    ])
    func theExitCodeIsTheSame(fault: String, status: Int32, word: String) throws {
        let nagios = try Program.run("options", "--lab", fault, "--format", "nagios")
        #expect(nagios.status == status && nagios.errors.isEmpty)
        #expect(nagios.output.hasPrefix("SIP OPTIONS \(word) - "))
        let metrics = try Program.run("options", "--lab", fault, "--format", "prometheus")
        #expect(metrics.status == status && metrics.errors.isEmpty)
        #expect(metrics.lines.contains { $0.hasPrefix("sipdiag_probe_verdict{") && $0.hasSuffix(" \(status)") })
    }

    @Test func whatCannotBeToldIsUnknown() throws {
        let run = try Program.run("nat", "--lab", "stun-silent", "--format", "nagios", "-q")
        #expect(run.status == 3)
        #expect(run.output.hasPrefix("SIP NAT UNKNOWN - "))
    }

    @Test(arguments: [
        (["-w", "1us"], "write a range"), (["-c", "2:1"], "2:1"), (["--nosuch"], "--nosuch"),
        (["-p", "5060"], "-p goes with -H"),
        (["-H", "a:1", "-p", "5060"], "a:1"), (["-H", "a", "b"], "two targets"), ([], "name a TARGET"),
        (["-p", "70000", "-H", "a"], "70000"),
    ])
    func badUsageIsOneLineAndUnknown(arguments: [String], says: String) throws {
        let run = try Program.run(["options", "--format", "nagios"] + arguments)
        #expect(run.status == 3 && run.errors.isEmpty)
        #expect(run.lines.count == 1 && run.output.hasPrefix("SIP UNKNOWN - "))
        #expect(run.output.contains(says))
        #expect(try Program.run(["options"] + arguments).status == 64)
    }

    @Test(arguments: ["--help", "--version"])
    func helpIsUnknownToNagiosAlone(flag: String) throws {
        #expect(try Program.run("options", flag).status == 0)
        #expect(try Program.run("options", "--format=nagios", flag).status == 3)
    }

    @Test(arguments: [("-w", Int32(1), "warning"), ("-c", 2, "critical")])
    func aThresholdChangesTheVerdictInEveryFormat(option: String, status: Int32, word: String) throws {
        for format in ["text", "json", "markdown", "nagios", "prometheus"] {
            let run = try Program.run("options", "--lab", "healthy", option, "0", "--format", format)
            #expect(run.status == status, "\(format)")
        }
        let json = try Program.run("options", "--lab", "healthy", option, "0", "--json").json()
        #expect(json["verdict"] as? String == word)
        let thresholds = json["thresholds"] as? [String: [String: String]]
        #expect(thresholds?["rtt"] == [word: "0:0", "breached": word])
        let text = try Program.run("options", "--lab", "healthy", option, "0")
        #expect(text.output.contains("; rtt "))
        #expect(try Program.run("options", "--lab", "healthy", option, "1m").status == 64)
        #expect(try Program.run("options", "--lab", "healthy", option, "30").status == 0)
    }

    @Test func aSavedReportIsJudgedByTheThreshold() throws {
        let folder = try Folder()
        let slow = try Program.run("why", "--lab", "healthy", "-w", "0", "--json")
        let file = try folder.file("report.json", slow.output)
        #expect(try Program.run("why", file).status == 1)
        #expect(try Program.run("why", file, "-w", "30").status == 0)
        #expect(try Program.run("why", file, "-c", "0").status == 2)
    }

    @Test(arguments: [["options"], ["why"], ["why", "408"], ["reach", "--local", "127.0.0.1"]])
    func hostAndPortAreTheTarget(arguments: [String]) throws {
        let listener = Listener()
        let program = try Program(
            arguments + ["-H", "127.0.0.1", "-p", "\(listener.port)", "-t", "1", "--format", "nagios"])
        #expect(listener.hears())
        let run = try program.finish()
        #expect(run.seconds < 5 && run.status != 0)
        #expect(run.output.hasPrefix("SIP \(arguments[0].uppercased()) "))
    }

    @Test func statusHasNoHost() throws {
        #expect(try Program.run("status", "http://127.0.0.1:1/", "-w", "1").errors.contains("URL of a page"))
    }

    @Test(arguments: [("healthy", Int32(0), "1"), ("port-closed", 2, "0")])
    func theMetricsFileIsForEverybodyToRead(fault: String, status: Int32, success: String) throws {
        let folder = try Folder()
        let file = "\(folder.path)/sipdiag.prom"
        let run = try Program.run("options", "--lab", fault, "--format", "prometheus", "--output", file)
        #expect(run.status == status && run.output.isEmpty && run.errors.isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o644)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.firstMatch(of: /sipdiag_probe_success\{[^}]*\} (\d)\n/)?.1 == success[...])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sipdiag.prom"])
    }

    @Test func nodeExporterReadsPromFilesOnly() throws {
        let run = try Program.run(
            "options", "--lab", "healthy", "--format", "prometheus", "--output", "/tmp/sipdiag.txt")
        #expect(run.status == 64 && run.errors.contains(".prom"))
        #expect(!FileManager.default.fileExists(atPath: "/tmp/sipdiag.txt"))
    }
}
