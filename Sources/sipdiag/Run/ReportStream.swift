import Diagnosis

/// `--format ndjson` of many reports: each a line, written when it comes, for a reader at the other end of a pipe.
struct ReportStream {
    private var redactor: Redactor?
    private(set) var isBroken = false

    /// Nil for another format, and for a file, which is replaced whole.
    init?(_ options: OutputOptions) {
        guard options.shown == .ndjson, options.output == nil else { return nil }
        redactor = options.redactor
    }

    mutating func tell(_ report: Report) {
        guard !isBroken else { return }
        var report = report
        if var redactor {
            report = report.masked(&redactor)
            self.redactor = redactor
        }
        isBroken = !Output.write(report.line)
    }
}

extension Report {
    /// The report as one line.
    var line: String { json.compact + "\n" }
}
