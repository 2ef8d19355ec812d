import Diagnosis
import Net

/// Where reports and messages go.
enum Output {
    /// Writes text; false if nobody can read it any more.
    @discardableResult
    static func write(_ text: String, to stream: StandardStream = .output) -> Bool {
        do {
            try stream.write(text)
            return true
        } catch FileError.brokenPipe {
            return true
        } catch {
            if stream == .output { write("sipdiag: standard output: \(error)\n", to: .error) }
            return false
        }
    }

    /// Writes a report as the options ask.
    /// - Returns: false if it could not be written where it should go.
    static func write(_ report: Report, _ options: OutputOptions, causeTitles: [String: String]) -> Bool {
        let text = options.isJSON ? report.encoded() : report.text(style(options, causeTitles))
        guard let path = options.output else { return write(text) }
        do {
            try AtomicFile.write(path, Array(text.utf8))
            return true
        } catch {
            write("sipdiag: \(path): \(error). The report was not written.\n", to: .error)
            return false
        }
    }

    /// Whether the person asked for JSON, before the arguments could be understood.
    static func wantsJSON(_ arguments: [String]) -> Bool {
        let pairs = zip(arguments, arguments.dropFirst())
        return arguments.contains("--json") || arguments.contains("--format=json")
            || pairs.contains { $0 == "--format" && $1 == "json" }
    }

    private static func style(_ options: OutputOptions, _ causeTitles: [String: String]) -> TextOptions {
        let hasColour =
            switch options.color {
            case .always: true
            case .never: false
            case .auto:
                options.output == nil && StandardStream.output.isTerminal && Environment.value("TERM") != "dumb"
                    && (Environment.value("NO_COLOR") ?? "").isEmpty
            }
        let toTerminal = options.output == nil && StandardStream.output.isTerminal
        return TextOptions(
            width: toTerminal ? Terminal.width ?? 80 : 80, style: hasColour ? .colour : .plain,
            detail: options.quiet ? .quiet : options.verbose ? .verbose : .normal, trace: options.trace,
            causeTitles: causeTitles)
    }
}
