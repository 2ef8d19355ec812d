import Diagnosis
import Net
import Probes

/// `--format ndjson`: every event a line, written when it happens, for a reader at the other end of a pipe.
@NetActor
final class EventStream {
    /// What the rest of the output continues with.
    struct Begun: Sendable {
        /// The masks that were given.
        var redactor: Redactor?
        /// The lines so far, where they go to a file that is replaced whole.
        var kept = ""
        var isBroken = false

        /// The event as a line, masked like those before it.
        mutating func line(_ event: Event) -> String {
            var event = event
            if var redactor {
                event = event.masked(&redactor)
                self.redactor = redactor
            }
            return event.line(at: Timestamp(millisecondsSince1970: Int(SystemTime().unixMilliseconds)))
        }
    }

    private var begun: Begun
    private let options: OutputOptions
    private var hasEnded = false

    /// Nil for another format.
    init?(_ options: OutputOptions) {
        guard options.shown == .ndjson else { return nil }
        self.options = options
        begun = Begun(redactor: options.redactor)
    }

    func tell(_ event: Event) {
        guard !hasEnded, !begun.isBroken else { return }
        // Also of a message that is not shown the masks are learnt.
        let line = begun.line(event)
        if case .message = event, !options.verbose { return }
        if options.output != nil {
            begun.kept += line
        } else {
            begun.isBroken = !Output.write(line)
        }
    }

    /// No more is told: the report follows.
    func end() -> Begun {
        hasEnded = true
        return begun
    }

    /// The lines that are not written yet, up to the last one. A report that no run has told of has a first line too.
    nonisolated static func ending(of report: Report, _ options: OutputOptions, after begun: Begun?) -> String {
        var lines = begun ?? Begun(redactor: options.redactor)
        var events = report.openQuestions.map { Event.question($0) } + [.verdict(report)]
        if begun == nil { events.insert(.version(report.tool, command: report.command, target: report.target), at: 0) }
        return lines.kept + events.map { lines.line($0) }.joined()
    }

    /// The lines of a command that came to no report.
    nonisolated static func failure(_ message: String, exitCode: Int) -> String {
        var lines = Begun()
        let events = [Event.version(Report.Tool(version: SipdiagVersion.text)), .error(message, exitCode: exitCode)]
        return events.map { lines.line($0) }.joined()
    }
}
