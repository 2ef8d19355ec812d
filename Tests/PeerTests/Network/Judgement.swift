import FoundationEssentials
import TestSupport

/// What the tests read of a report.
struct Judgement: Decodable {
    struct Cause: Decodable {
        var id: String
        var confidence: String
        var because: String
    }

    struct Finding: Decodable {
        var test: String
        var outcome: String
        var facts: [String: Fact]?
    }

    enum Fact: Decodable, Equatable {
        case text(String), number(Double), flag(Bool), list([String])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let flag = try? value.decode(Bool.self) {
                self = .flag(flag)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else {
                self = .list(try value.decode([String].self))
            }
        }
    }

    enum CodingKeys: String, CodingKey {
        case verdict, causes, findings
        case exitCode = "exit_code"
    }

    var verdict: String
    var exitCode: Int32
    var causes: [Cause]
    var findings: [Finding]

    func finding(_ test: String) -> Finding? { findings.first { $0.test == test } }

    /// Runs sipdiag on the client of `network` and reads its report; the exit status must be the report's.
    init(_ network: Topology, _ arguments: [String]) throws {
        try self.init(of: try network.sipdiag(arguments + ["--json"]), arguments)
    }

    init(of finished: Finished, _ arguments: [String]) throws {
        do {
            self = try JSONDecoder().decode(Judgement.self, from: Data(finished.output.utf8))
        } catch {
            throw Shell.Failed(
                description:
                    "no report from \(arguments): \(error)\n\(finished.errors)\n\(finished.output.prefix(2000))")
        }
        let problems = try JSONSchema.report.get().problems(in: finished.output.utf8)
        guard problems == [] else { throw Shell.Failed(description: "against the schema: \(problems)") }
        guard exitCode == finished.status else {
            throw Shell.Failed(description: "exit status \(finished.status), report says \(exitCode)")
        }
    }
}
