/// What a command with many reports found: the contract's `sipdiag.reports/1`.
package struct Reports: Sendable, Equatable {
    package static let schema = "sipdiag.reports/1"

    /// What is remembered of a report.
    package struct Earlier: Sendable, Equatable {
        /// The report in one line.
        package var line: String
        package var command: String
        package var transport: String?
        package var at: Timestamp

        package init(line: String, command: String, transport: String?, at: Timestamp) {
            self.line = line
            self.command = command
            self.transport = transport
            self.at = at
        }
    }

    /// One report, and what is known beside it.
    package struct Entry: Sendable, Equatable {
        /// What the person calls it.
        package var name: String
        /// What it asks about, as it was written.
        package var subject: String?
        /// Nil where it was not its turn: `earlier` tells what it was last time.
        package var report: Report?
        /// The verdict that counts: the report's, else that of the last one.
        package var verdict: Verdict
        /// How it has been for some time: `since 2026-11-27T10:00:00.000Z, 12 times in a row`.
        package var remark: String?
        /// The last report, where there is no new one.
        package var earlier: Earlier?
        /// It is worth telling: it fails, or it has changed where only changes are asked for.
        package var isNews: Bool

        package init(
            name: String, subject: String?, report: Report?, verdict: Verdict, remark: String? = nil,
            earlier: Earlier? = nil, isNews: Bool
        ) {
            self.name = name
            self.subject = subject
            self.report = report
            self.verdict = verdict
            self.remark = remark
            self.earlier = earlier
            self.isNews = isNews
        }
    }

    package var entries: [Entry]
    package var durationMs: Int

    package init(_ entries: [Entry], durationMs: Int) {
        self.entries = entries
        self.durationMs = durationMs
    }

    /// The worst: what fails comes before what cannot be told, as an outage must not hide behind a timeout.
    package var verdict: Verdict {
        let verdicts = Set(entries.map(\.verdict))
        return [.critical, .warning, .unknown].first(where: verdicts.contains) ?? .ok
    }

    package var exitCode: Int {
        entries.contains { $0.report?.exitCode == ExitCode.interrupted } ? ExitCode.interrupted : verdict.exitCode
    }

    /// The JSON document to print, with a final line break.
    package func encoded() -> String {
        let checks = entries.map { entry in
            JSON.object([
                "name": .text(entry.name), "verdict": .text(entry.verdict.rawValue),
                "measured": .flag(entry.report != nil), "remark": entry.remark.map { .text($0) },
                "earlier": entry.earlier.map { .text($0.line) },
            ])
        }
        let document = JSON.object([
            "schema": .text(Self.schema), "verdict": .text(verdict.rawValue), "exit_code": .number(exitCode),
            "checks": .list(checks), "reports": .list(entries.compactMap { $0.report?.json }),
        ])
        return document.pretty + "\n"
    }
}
