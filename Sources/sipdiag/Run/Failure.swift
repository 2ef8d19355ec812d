import ArgumentParser
import Diagnosis
import Net

/// Why a command ended without a report: the person's mistake, sipdiag's own fault, or no failure at all but help.
struct Failure {
    private var message: String
    /// What to type to learn more; nil where the message tells.
    private var help: String?
    private var exitCode: Int

    init(_ error: any Error, arguments: [String]) {
        let exit = Sipdiag.exitCode(for: error)
        let words = CommandWords(arguments)
        // To who runs `check`, a run that checked nothing is unknown, whatever the reason.
        let usage = words.path == ["check"] ? Verdict.unknown.exitCode : Diagnosis.ExitCode.usage
        if exit.isSuccess {
            (message, exitCode) = (Sipdiag.fullMessage(for: error), 0)
        } else if let error = error as? ValidationError {
            (message, help, exitCode) = (error.message, words.help, usage)
        } else if exit == .validationFailure {
            let text = Sipdiag.fullMessage(for: error)
            message = text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text
            exitCode = usage
        } else {
            (message, exitCode) = ("\(error)", Verdict.unknown.exitCode)
        }
    }

    /// Help goes to standard output; what went wrong to standard error and, where JSON was asked for, to standard output
    /// as an object too. A monitoring plugin tells it in one line on standard output; to it all of this is unknown.
    func end(as format: OutputOptions.Format) -> Never {
        let unknown = Verdict.unknown.exitCode
        if exitCode == 0 { Main.finish(Output.write(message + "\n") && format != .nagios ? 0 : unknown) }
        // The first line names the fault; what follows is how the command is used.
        let first = String(message.prefix { $0 != "\n" })
        if format == .nagios {
            Output.write("SIP UNKNOWN - \(SafeText.safe(first, for: .plugin))\n")
            Main.finish(unknown)
        }
        let text = "sipdiag: \(SafeText.safe(message, for: .trace))\n"
        Output.write(text + (help.map { "See '\(SafeText.safe($0))'.\n" } ?? ""), to: .error)
        let fault = help == nil ? first : message
        switch format {
        case .json: Output.write(UsageError(fault, exitCode: exitCode).encoded())
        case .ndjson: Output.write(EventStream.failure(fault, exitCode: exitCode))
        case .text, .markdown, .html, .nagios, .prometheus: break
        }
        Main.finish(exitCode)
    }
}
