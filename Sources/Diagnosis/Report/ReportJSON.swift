extension Report {
    /// The JSON document to print, in the contract's order of keys, with a final line break.
    package func encoded() -> String { json.pretty + "\n" }

    /// Reads a saved report. Members it does not know are ignored, so that reports of later minor versions can be judged.
    package static func decode(_ bytes: [UInt8]) throws(ReportProblem) -> Report {
        try Report(JSONPlace.document(bytes))
    }

    package var json: JSON {
        .object([
            "schema": .text(Self.schema),
            "tool": tool.json,
            "command": .text(command),
            "target": target.map { .text($0) },
            "started_at": .text(startedAt.rfc3339),
            "duration_ms": .number(durationMs),
            "verdict": .text(verdict.rawValue),
            "exit_code": .number(exitCode),
            "summary": .text(summary),
            "page": page?.json,
            "outcome": outcome?.json,
            "thresholds": thresholds.isEmpty
                ? nil : .object(thresholds.map { JSON.Member($0.measure, $0.json) }),
            "causes": .list(causes.map(\.json)),
            "findings": .list(findings.map(\.json)),
            "path": .list(path.map(\.json)),
            "open_questions": .list(openQuestions.map(\.json)),
            "messages": .list(messages.map(\.json)),
        ])
    }

    private init(_ place: JSONPlace) throws(ReportProblem) {
        let schema = try place.member("schema")
        guard try schema.text() == Self.schema else {
            throw schema.expected("\"\(Self.schema)\"", found: "\"\(try schema.text())\"")
        }
        let tool = try place.member("tool")
        self.init(
            tool: Tool(
                name: try tool.member("name").text(), version: try tool.member("version").text(),
                playbooks: try tool.optional("playbooks")?.text()),
            command: try place.member("command").text(),
            target: try place.optional("target")?.text(),
            startedAt: try place.member("started_at").time(),
            durationMs: try place.member("duration_ms").whole(),
            verdict: try place.member("verdict").word(Verdict.self),
            exitCode: try place.member("exit_code").whole(),
            summary: try place.member("summary").text(),
            outcome: try place.optional("outcome").map(Outcome.init),
            causes: try place.member("causes").list().map(ReportedCause.init),
            findings: try place.member("findings").list().map(Finding.init),
            path: try place.member("path").list().map(PathStep.init),
            openQuestions: try place.member("open_questions").list().map(OpenQuestion.init),
            messages: try place.member("messages").list().map(RecordedMessage.init))
        thresholds = try place.optional("thresholds")?.members().map(Threshold.init).compactMap(\.self) ?? []
    }
}

extension Report.Tool {
    var json: JSON {
        .object(["name": .text(name), "version": .text(version), "playbooks": playbooks.map { .text($0) }])
    }
}
