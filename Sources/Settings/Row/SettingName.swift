/// What can be set: the names of the shared options, with underscores, and those of `check` alone.
package enum SettingName: String, Sendable, CaseIterable {
    // Where to.
    case target, transport, family, proxy, resolver, stun, canary
    case statusURL = "status_url"
    // In whose name.
    case from
    case authUser = "auth_user"
    case passwordFile = "password_file"
    case caFile = "ca_file"
    case cert, key, insecure, local
    // How long, and what is expected.
    case timeout, deadline, expect
    // Judging and output.
    case playbooks
    case noInput = "no_input"
    case format, redact, color, verbose, quiet, trace, ladder

    /// The option of the command line.
    package var option: String { "--" + rawValue.split(separator: "_").joined(separator: "-") }

    /// The environment variable.
    package var variable: String { "SIPDIAG_" + rawValue.uppercased() }
}
