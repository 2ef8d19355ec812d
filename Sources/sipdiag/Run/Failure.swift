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
        if exit.isSuccess {
            (message, exitCode) = (Sipdiag.fullMessage(for: error), 0)
        } else if let error = error as? ValidationError {
            (message, help, exitCode) = (error.message, CommandWords(arguments).help, Diagnosis.ExitCode.usage)
        } else if exit == .validationFailure {
            let text = Sipdiag.fullMessage(for: error)
            message = text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text
            exitCode = Diagnosis.ExitCode.usage
        } else {
            (message, exitCode) = ("\(error)", Verdict.unknown.exitCode)
        }
    }

    /// Help goes to standard output; what went wrong to standard error and, where JSON was asked for, to standard output
    /// as an object too.
    func end(asJSON: Bool) -> Never {
        if exitCode == 0 { Main.finish(Output.write(message + "\n") ? 0 : Verdict.unknown.exitCode) }
        let text = "sipdiag: \(SafeText.safe(message, for: .trace))\n"
        Output.write(text + (help.map { "See '\(SafeText.safe($0))'.\n" } ?? ""), to: .error)
        if asJSON {
            // The first line names the fault; what follows is how the command is used.
            let first = message.prefix { $0 != "\n" }
            Output.write(UsageError(help == nil ? String(first) : message, exitCode: exitCode).encoded())
        }
        Main.finish(exitCode)
    }
}
