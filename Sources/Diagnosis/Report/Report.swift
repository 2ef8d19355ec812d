/// What one command found, judged: the contract's `sipdiag.report/1`.
package struct Report: Sendable, Equatable {
    package static let schema = "sipdiag.report/1"

    package struct Tool: Sendable, Equatable {
        package var name: String
        package var version: String
        /// The playbooks that judged, by their content; nil where that is not known.
        package var playbooks: String?

        package init(name: String = "sipdiag", version: String, playbooks: String? = nil) {
            self.name = name
            self.version = version
            self.playbooks = playbooks
        }
    }

    package var tool: Tool
    /// The command's name (`why`).
    package var command: String
    /// What was asked about, as the person wrote it.
    package var target: String?
    package var startedAt: Timestamp
    package var durationMs: Int
    package var verdict: Verdict
    /// The verdict's, or 130 where the run was interrupted.
    package var exitCode: Int
    /// One sentence.
    package var summary: String
    /// Where nothing was measured: what is known of the word that was asked about.
    package var page: KnowledgePage?
    package var outcome: Outcome?
    /// Those that the verdict follows.
    package var thresholds: [Threshold] = []
    /// Best first.
    package var causes: [ReportedCause]
    package var findings: [Finding]
    package var path: [PathStep]
    package var openQuestions: [OpenQuestion]
    package var messages: [RecordedMessage]

    package init(
        tool: Tool, command: String, target: String? = nil, startedAt: Timestamp, durationMs: Int, verdict: Verdict,
        exitCode: Int? = nil, summary: String, outcome: Outcome? = nil, causes: [ReportedCause] = [],
        findings: [Finding] = [], path: [PathStep] = [], openQuestions: [OpenQuestion] = [],
        messages: [RecordedMessage] = []
    ) {
        self.tool = tool
        self.command = command
        self.target = target
        self.startedAt = startedAt
        self.durationMs = durationMs
        self.verdict = verdict
        self.exitCode = exitCode ?? verdict.exitCode
        self.summary = summary
        self.outcome = outcome
        self.causes = causes
        self.findings = findings
        self.path = path
        self.openQuestions = openQuestions
        self.messages = messages
    }
}
