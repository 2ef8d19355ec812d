/// One thing that happens in a run, told when it happens: a line of `--format ndjson`.
package enum Event: Sendable {
    /// The first: who speaks, and what was asked.
    case version(Report.Tool, command: String? = nil, target: String? = nil)
    /// - id: of the finding that it will end with.
    case stepStarted(id: String, TestRequest)
    case stepFinished(Finding)
    /// With `-v` only.
    case message(RecordedMessage)
    /// What was answered in advance.
    case answer(id: String, String)
    /// What stays open.
    case question(OpenQuestion)
    /// The last one of a run; the report in it is that of `--format json`.
    case verdict(Report)
    /// The last one where there is no report.
    case error(String, exitCode: Int)

    package static let schema = "sipdiag.events/1"
}

extension Event {
    /// One line of JSON, ended.
    package func line(at time: Timestamp) -> String {
        let (type, details) = members
        let head = [JSON.Member("type", .text(type)), JSON.Member("at", .text(time.rfc3339))]
        guard case .object(let members) = details else { return "" }
        return JSON.object(head + members).compact + "\n"
    }

    private var members: (type: String, JSON) {
        switch self {
        case .version(let tool, let command, let target):
            (
                "version",
                .object([
                    "schema": .text(Self.schema), "tool": tool.json, "command": command.map { .text($0) },
                    "target": target.map { .text($0) },
                ])
            )
        case .stepStarted(let id, let request):
            (
                "step_started",
                .object([
                    "id": .text(id), "test": .text(request.test),
                    "parameters": request.parameters.isEmpty
                        ? nil : .sorted(request.parameters.mapValues { .text($0) }),
                ])
            )
        case .stepFinished(let finding): ("step_finished", finding.json)
        case .message(let message): ("message", message.json)
        case .answer(let id, let word): ("answer", .object(["id": .text(id), "answer": .text(word)]))
        case .question(let question): ("question", question.json)
        case .verdict(let report):
            (
                "verdict",
                .object([
                    "verdict": .text(report.verdict.rawValue), "exit_code": .number(report.exitCode),
                    "summary": .text(report.summary), "causes": .texts(report.causes.map(\.id)), "report": report.json,
                ])
            )
        case .error(let message, let exitCode):
            ("error", .object(["message": .text(message), "exit_code": .number(exitCode)]))
        }
    }
}

extension Event {
    /// The event with masks in the place of secrets; what it tells of them is known from then on.
    package func masked(_ redactor: inout Redactor) -> Event {
        switch self {
        case .version(let tool, let command, let target):
            .version(tool, command: command, target: target.map { redactor.masked(target: $0) })
        case .stepFinished(let finding): .stepFinished(finding.masked(&redactor))
        case .message(let message): .message(message.masked(&redactor))
        case .question(let question): .question(question.masked(&redactor))
        case .verdict(let report): .verdict(report.masked(&redactor))
        case .error(let message, let exitCode): .error(redactor.masked(message), exitCode: exitCode)
        case .stepStarted, .answer: self
        }
    }
}
