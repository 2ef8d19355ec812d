/// `--password X`, which there is not.
enum PasswordArgument {
    /// Why it is refused; nil where nobody gave one. The secret is not repeated, as the argument parser would.
    static func mistake(_ arguments: [String]) -> String? {
        let isGiven = arguments.prefix { $0 != "--" }.contains { $0 == "--password" || $0.hasPrefix("--password=") }
        guard isGiven else { return nil }
        return """
            --password: a password among the arguments is shown to every user of this host by `ps`, and stays in the \
            shell's history. Give --password-file FILE, set SIPDIAG_PASSWORD, or give --auth-user NAME alone to be asked
            """
    }
}
