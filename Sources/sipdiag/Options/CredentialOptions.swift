import ArgumentParser
import Diagnosis
import Net
import Probes

/// Who answers a challenge, and where the secret comes from: a file, the environment or the person; never an argument.
struct CredentialOptions: ParsableArguments {
    @Option(help: ArgumentHelp("User name for authentication.", valueName: "name"))
    var authUser: String?

    @Option(
        help: ArgumentHelp(
            "Its password is the first line of the file; - is standard input. Otherwise SIPDIAG_PASSWORD, or you are asked.",
            valueName: "file"))
    var passwordFile: String?

    /// Nil where none are given. From here on the process leaves no core dump.
    /// - Parameters:
    ///   - user: who it is where `--auth-user` does not say.
    ///   - mayAsk: the person may be asked for the password.
    /// - Throws: what is missing, and how to give it.
    func credentials(for user: String? = nil, mayAsk: Bool) throws -> Credentials? {
        let isAsked = authUser != nil || passwordFile != nil
        guard isAsked || Self.variable != nil else { return nil }
        guard let username = authUser ?? user, !username.isEmpty else {
            // The variable may be set for other commands.
            guard isAsked else { return nil }
            throw ValidationError("whose password is it? Name the user: --auth-user NAME")
        }
        CoreDumps.turnOff()
        return Credentials(username: username, password: try password(of: username, mayAsk: mayAsk))
    }

    /// Empty is as good as not set.
    private static var variable: String? { Environment.value("SIPDIAG_PASSWORD").flatMap { $0.isEmpty ? nil : $0 } }

    private func password(of username: String, mayAsk: Bool) throws -> String {
        if let passwordFile { return try Self.firstLine(of: passwordFile) }
        if let variable = Self.variable { return variable }
        guard mayAsk else {
            throw ValidationError(
                "the password of \(username) is missing: give --password-file FILE or set SIPDIAG_PASSWORD; "
                    + "you are asked for it only on a terminal")
        }
        switch try Terminal.readHidden(prompt: "Password of \(SafeText.safe(username)): ") {
        case .line(let line) where !line.isEmpty: return try Self.text(line, from: "what was typed")
        case .line, .ended: throw ValidationError("no password was given")
        case .interrupted: throw ArgumentParser.ExitCode(Int32(Diagnosis.ExitCode.interrupted))
        }
    }

    private static func firstLine(of path: String) throws -> String {
        let isInput = path == "-"
        if isInput, Terminal.isTerminal(0) {
            throw ValidationError("--password-file -: standard input is a terminal; leave the option out to be asked")
        }
        let bytes: [UInt8]
        do {
            bytes = try FileReader.read(isInput ? "/dev/stdin" : path, limit: 1 << 16)
        } catch {
            throw ValidationError("--password-file \(path): \(error)")
        }
        var line = bytes.prefix { $0 != 0x0A }
        // A file that was written on Windows.
        if line.last == 0x0D { line.removeLast() }
        guard !line.isEmpty else { throw ValidationError("--password-file \(path): its first line is empty") }
        return try text(Array(line), from: "--password-file \(path)")
    }

    /// RFC 7616 4: a password is hashed as UTF-8.
    private static func text(_ bytes: [UInt8], from source: String) throws -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ValidationError("\(source): it is not UTF-8")
        }
        return text
    }
}
