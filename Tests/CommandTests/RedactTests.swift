import Foundation
import TestSupport
import Testing

/// `--redact`: what is masked is gone from every format, and the report is still judged as before.
@ReportThread
@Suite struct RedactTests {
    nonisolated static let formats: [[String]] = [
        ["-v", "--trace", "--ladder"], ["--json"], ["--format", "markdown"], ["--format", "html"], ["-q"],
    ]

    /// A report of the lab, as it would be of hosts on the Internet.
    private func report(of fault: String, in folder: borrowing Folder) throws -> String {
        let run = try Program.run("why", "--lab", fault, "--json")
        let text = run.output.replacing(/127\.\d+\.\d+\.\d+/) { $0.output == "127.0.0.1" ? "192.0.2.7" : "203.0.113.9" }
            .replacing("sip:bob@", with: "sip:+4930123456@")
        return try folder.file("\(fault).json", text)
    }

    @Test(arguments: ["code-404", "call-answered"])
    func nothingIsLeftInAnyFormat(fault: String) throws {
        let folder = try Folder()
        let file = try report(of: fault, in: folder)
        for format in Self.formats {
            let run = try Program.run(["why", file, "--redact", "numbers,addresses"] + format)
            #expect(["192.0.2.7", "203.0.113.9", "30123456"].filter(run.output.contains) == [])
            #expect(run.output.contains("ip-1") || format == ["-q"])
        }
    }

    @Test(arguments: ["code-404", "udp-dead", "dns-dead-first-target", "call-no-audio", "auth-bad-credentials"])
    func aMaskedReportIsJudgedTheSame(fault: String) throws {
        let folder = try Folder()
        let file = try report(of: fault, in: folder)
        let masked = "\(folder.path)/masked.json"
        let first = try Program.run("why", file, "--redact", "addresses,numbers", "--json", "--output", masked)
        let (before, after) = (try Program.run("why", file, "--json"), try Program.run("why", masked, "--json"))
        #expect(after.status == first.status && after.status == before.status)
        #expect(try causes(after) == causes(before))
    }

    /// Whatever text of a report holds it: no field is forgotten.
    @Test(arguments: formats)
    func everyTextIsMasked(format: [String]) throws {
        let folder = try Folder()
        let report = try Program.run("why", "--lab", "code-404", "--json").json()
        let vocabulary: Set = [
            "command", "name", "version", "method", "transport", "evidence", "rules_out", "references", "as",
            "playbook",
            "node", "next",
        ]
        let attack = " 203.0.113.77 \"Eve Ott\" <sip:+4930987654@203.0.113.77>"
        var document = spoiled(report, with: attack, except: vocabulary) as? [String: Any] ?? [:]
        // The outcome of a finding is a word, that of the report an object.
        let findings = document["findings"] as? [[String: Any]] ?? []
        let before = report["findings"] as? [[String: Any]] ?? []
        document["findings"] = zip(findings, before).map { spoiled, plain in
            spoiled.merging(plain.filter { ["outcome", "parameters"].contains($0.key) }) { $1 }
        }
        let bytes = try JSONSerialization.data(withJSONObject: document)
        let file = try folder.file("spoiled.json", Array(bytes))
        let plain = try Program.run(["why", file] + format)
        let masked = try Program.run(["why", file, "--redact", "numbers,addresses"] + format)
        let secrets = ["203.0.113.77", "30987654", "Eve Ott"]
        #expect(secrets.filter(plain.output.contains) != [])
        #expect(secrets.filter(masked.output.contains) == [], "\(masked.output)")
    }

    private func causes(_ run: Finished) throws -> [String] {
        (try run.json()["causes"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }
}
