package import Diagnosis

/// What is remembered of all checks, and its JSON document.
package struct CheckState: Sendable, Equatable {
    static let schema = "sipdiag.state/1"

    /// By the check's name.
    package var histories: [String: CheckHistory]

    package init(histories: [String: CheckHistory] = [:]) {
        self.histories = histories
    }

    /// One check a line: a file of thousands is still read by people, and compared by `diff`.
    package var encoded: String {
        let lines = histories.sorted { $0.key < $1.key }.map { name, history in
            "{\"name\": \(JSON.text(name).compact), \"history\": \(history.json.compact)}"
        }
        return "{\"schema\": \"\(Self.schema)\", \"checks\": [\n\(lines.joined(separator: ",\n"))\n]}\n"
    }

    /// - Throws: why the file cannot be used, and where.
    package init(_ bytes: [UInt8]) throws(ReportProblem) {
        let document = try JSONPlace.document(bytes)
        let schema = try document.member("schema")
        guard try schema.text() == Self.schema else {
            throw schema.expected("\"\(Self.schema)\"", found: "\"\(try schema.text())\"")
        }
        histories = [:]
        for check in try document.member("checks").list() {
            histories[try check.member("name").text()] = try CheckHistory(check.member("history"))
        }
    }
}

extension CheckHistory {
    var json: JSON {
        .object([
            "settled": .text(settled.rawValue),
            "since": .text(since.rfc3339),
            "verdict": .text(last.verdict.rawValue),
            "cause": last.cause.map { .text($0) },
            "line": .text(last.line),
            "command": .text(last.command),
            "transport": last.transport.map { .text($0) },
            "at": .text(last.at.rfc3339),
            "in_a_row": .number(inARow),
            "flapping": .flag(isFlapping),
            "rests_until": restsUntil.map { .text($0.rfc3339) },
            "recent": .text(String(recent.map { $0 ? "+" : "-" })),
        ])
    }

    init(_ place: JSONPlace) throws(ReportProblem) {
        let recent = try place.member("recent")
        guard try recent.text().allSatisfy({ $0 == "+" || $0 == "-" }) else { throw recent.expected("+ and - alone") }
        self.init(
            settled: try place.member("settled").word(Verdict.self),
            since: try place.member("since").time(),
            last: Result(
                verdict: try place.member("verdict").word(Verdict.self),
                cause: try place.optional("cause")?.text(), line: try place.member("line").text(),
                command: try place.member("command").text(), transport: try place.optional("transport")?.text(),

                at: try place.member("at").time()),
            inARow: try place.member("in_a_row").whole(), isFlapping: try place.member("flapping").flag(),
            recent: try recent.text().map { $0 == "+" })
        restsUntil = try place.optional("rests_until")?.time()
    }
}
