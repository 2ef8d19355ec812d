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

    /// Writes a report and its messages as the options ask, and ends the program with its exit code.
    /// - Parameters:
    ///   - begun: the events that the run has told already.
    ///   - closing: what a person on the terminal is told last.
    static func finish(
        _ report: Report, _ options: OutputOptions, _ library: Library, after begun: EventStream.Begun? = nil,
        closing: String? = nil
    ) -> Never {
        var report = report
        report.tool.playbooks = library.version
        let masked = options.redactor.map { report.masked(by: $0) } ?? report
        let isSaved = options.capture.map { save(report, $0) } ?? true
        let text =
            switch options.shown {
            case .json: masked.encoded()
            case .ndjson: EventStream.ending(of: report, options, after: begun)
            case .text: masked.text(options.text(report, library))
            case .markdown: masked.markdown(options.text(report, library))
            case .html: masked.html(options.text(report, library))
            case .nagios: masked.nagios()
            case .prometheus: Report.prometheus([masked])
            }
        // What cannot be written is told once.
        let isWritten =
            begun?.isBroken != true
            && (options.output.map { replace($0, with: Array(text.utf8), option: "--output", what: "report was") }
                ?? write(text))
        if let closing { write("\n\(SafeText.safe(closing, for: .trace))\n", to: .error) }
        Main.finish(isSaved && isWritten ? report.exitCode : Verdict.unknown.exitCode)
    }

    /// Writes what a command with many reports found, and ends the program with its exit code.
    /// - Parameters:
    ///   - told: what has written each report already.
    ///   - isWhole: Nothing of it was lost before.
    static func finish(_ reports: Reports, _ options: OutputOptions, after told: ReportStream?, isWhole: Bool) -> Never
    {
        if let told { Main.finish(isWhole && !told.isBroken ? reports.exitCode : Verdict.unknown.exitCode) }
        let masked = options.redactor.map { reports.masked(by: $0) } ?? reports
        let text =
            switch options.shown {
            case .json: masked.encoded()
            case .ndjson: masked.entries.compactMap { $0.report?.line }.joined()
            case .nagios: masked.nagios()
            case .prometheus: masked.prometheus()
            case .text, .markdown, .html: masked.text(options.style, isQuiet: options.quiet)
            }
        let isWritten =
            options.output.map { replace($0, with: Array(text.utf8), option: "--output", what: "report was") }
            ?? write(text)
        Main.finish(isWhole && isWritten ? reports.exitCode : Verdict.unknown.exitCode)
    }

    private static func save(_ report: Report, _ path: String) -> Bool {
        let capture = CaptureFile(report) { text in
            Endpoint(text).map { CaptureFile.Place(address: $0.address.bytes, port: $0.port) }
        }
        if capture.leftOut > 0 {
            write("sipdiag: --save-pcap: \(capture.leftOut) messages have no address to write\n", to: .error)
        }
        return replace(path, with: capture.bytes, option: "--save-pcap", what: "messages were")
    }

    /// Replaces a file whole; false, and told on standard error, if it could not be written.
    private static func replace(_ path: String, with bytes: [UInt8], option: String, what: String) -> Bool {
        do {
            try AtomicFile.write(path, bytes)
            return true
        } catch {
            write("sipdiag: \(option) \(SafeText.safe(path)): \(error); the \(what) not written\n", to: .error)
            return false
        }
    }

    /// The format that was asked for, before the arguments could be understood.
    static func format(in arguments: [String]) -> OutputOptions.Format {
        if arguments.contains("--json") { return .json }
        let option = "--format"
        let apart = zip(arguments, arguments.dropFirst()).first { $0.0 == option }?.1
        let joined = arguments.first { $0.hasPrefix("\(option)=") }?.dropFirst(option.count + 1)
        return OutputOptions.Format(rawValue: apart ?? joined.map(String.init) ?? "") ?? .text
    }
}
