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
        let hasSecret = passwordFile != nil || Environment.value(Self.variable).map { !$0.isEmpty } ?? false
        guard authUser != nil || hasSecret else { return nil }
        guard let username = authUser ?? user, !username.isEmpty else {
            // The variable may be there for other commands.
            if passwordFile == nil, authUser == nil { return nil }
            throw ValidationError("whose password is it? Name the user: --auth-user NAME")
        }
        CoreDumps.turnOff()
        return Credentials(username: username, secret: try secret(of: username, mayAsk: mayAsk))
    }

    private static let variable = "SIPDIAG_PASSWORD"

    private func secret(of username: String, mayAsk: Bool) throws -> [UInt8] {
        if let passwordFile { return try Self.firstLine(of: passwordFile) }
        if let text = Environment.value(Self.variable), !text.isEmpty { return Array(text.utf8) }
        guard mayAsk else {
            throw ValidationError(
                "the password of \(username) is missing: give --password-file FILE or set \(Self.variable); "
                    + "you are asked for it only on a terminal")
        }
        switch try Terminal.readHidden(prompt: "Password of \(SafeText.safe(username)): ") {
        case .line(let secret) where !secret.isEmpty: return secret
        case .line, .ended: throw ValidationError("no password was given")
        case .interrupted: throw ArgumentParser.ExitCode(Int32(Diagnosis.ExitCode.interrupted))
        }
    }

    private static func firstLine(of path: String) throws -> [UInt8] {
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
        return Array(line)
    }
}
