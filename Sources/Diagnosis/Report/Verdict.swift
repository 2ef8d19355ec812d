/// How the run went, in words (contract, "Exit codes").
package enum Verdict: String, Sendable, CaseIterable {
    case ok
    /// It works, with a defect worth fixing.
    case warning
    /// The call, probe or check fails.
    case critical
    /// sipdiag could not tell.
    case unknown

    /// The Nagios plugin convention.
    package var exitCode: Int {
        switch self {
        case .ok: 0
        case .warning: 1
        case .critical: 2
        case .unknown: 3
        }
    }
}

/// The exit codes that are no verdict.
package enum ExitCode {
    /// Bad usage (`EX_USAGE`); `check` and `--format nagios` use 3 instead.
    package static let usage = 64
    /// Ctrl-C.
    package static let interrupted = 130
}
