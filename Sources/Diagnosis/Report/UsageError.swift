/// Bad usage, as `--json` prints it: an object with `error` in place of a report.
package struct UsageError: Sendable, Equatable {
    package var message: String
    package var exitCode: Int

    package init(_ message: String, exitCode: Int = ExitCode.usage) {
        self.message = message
        self.exitCode = exitCode
    }

    /// The JSON document, with a final line break.
    package func encoded() -> String {
        JSON.object([
            "schema": .text(Report.schema),
            "error": .object(["message": .text(message), "exit_code": .number(exitCode)]),
        ]).pretty + "\n"
    }
}
