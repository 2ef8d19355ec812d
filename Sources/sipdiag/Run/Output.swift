import Diagnosis
import Net

/// Where reports and messages go.
enum Output {
    /// Writes text; false, and told on standard error, if it could not be written.
    @discardableResult
    static func write(_ text: String, to stream: StandardStream = .output) -> Bool {
        do {
            try stream.write(text)
            return true
        } catch FileError.brokenPipe {
            // `sipdiag … | head` has read what it wanted.
            return true
        } catch {
            if stream == .output { write("sipdiag: standard output: \(error)\n", to: .error) }
            return false
        }
    }

    /// Writes the whole result of a command that judges nothing; the end of the program if it cannot be written.
    static func print(_ text: String) {
        if !write(text) { Main.finish(Verdict.unknown.exitCode) }
    }

    /// Writes a report as the options ask, and ends the program with its exit code.
    static func finish(_ report: Report, _ options: OutputOptions, _ library: Library) -> Never {
        let text = options.isJSON ? report.encoded() : report.text(options.text(report, library))
        Main.finish(write(text, options.output) ? report.exitCode : Verdict.unknown.exitCode)
    }

    private static func write(_ text: String, _ path: String?) -> Bool {
        guard let path else { return write(text) }
        do {
            try AtomicFile.write(path, Array(text.utf8))
            return true
        } catch {
            write("sipdiag: --output \(SafeText.safe(path)): \(error); the report was not written\n", to: .error)
            return false
        }
    }

    /// Whether the person asked for JSON, before the arguments could be understood.
    static func wantsJSON(_ arguments: [String]) -> Bool {
        let pairs = zip(arguments, arguments.dropFirst())
        return arguments.contains("--json") || arguments.contains("--format=json")
            || pairs.contains { $0 == "--format" && $1 == "json" }
    }
}
