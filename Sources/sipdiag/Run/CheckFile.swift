import Net
import Probes
import Settings

/// The file of `sipdiag check`, read with what this host and the protocols know.
enum CheckFile {
    static func read(_ path: String) throws(SettingsProblem) -> CheckPlan {
        try CheckPlan(
            file: path, try bytes(of: path), home: SettingPaths.home(Environment.value),
            rules: CheckRules(values: .ofChecks, item: problem))
    }

    static func bytes(of path: String) throws(SettingsProblem) -> [UInt8] {
        do throws(FileError) {
            return try FileReader.read(path)
        } catch {
            throw SettingsProblem("\(path): \(error)")
        }
    }

    /// Why nobody could run the check.
    @Sendable static func problem(_ item: CheckItem) -> String? {
        guard let text = item.target, let target = try? Target(text) else { return nil }
        guard let settings = try? ProbeSettings(item.options.addressing) else { return nil }
        var call = CallSettings()
        call.isAllowed = item.probe == .invite
        let needsUser = [.invite, .register].contains(item.probe)
        let problem = target.problem(settings) ?? target.problem(calling: call, needsUser: needsUser)
        return problem.map { "\($0.text): \($0.rule)" }
    }
}

extension SettingsLayer {
    /// Those that say where packets go; no file is read for them.
    var addressing: ProbeOptions {
        var options = ProbeOptions()
        options.transport = text(.transport)
        options.ipv4Only = text(.family) == "ipv4"
        options.ipv6Only = text(.family) == "ipv6"
        options.proxy = text(.proxy)
        return options
    }
}

extension ValueRules {
    /// Nobody is there to be told later: the files that are named must be readable, and secrets by their owner alone.
    static let ofChecks = ValueRules { name, text in
        switch name {
        case .passwordFile, .caFile, .cert, .key:
            do throws(FileError) {
                let bytes = try FileReader.read(text)
                if name == .passwordFile, bytes.first == nil || bytes.first == 0x0A {
                    return "\(text): its first line is empty"
                }
            } catch {
                return "\(text): \(error)"
            }
            return name == .passwordFile || name == .key ? exposure(of: text) : nil
        default: return ValueRules.ofOptions.problem(name, text)
        }
    }

    private static func exposure(of path: String) -> String? {
        guard let mode = FileReader.permissions(path), mode & 0o077 != 0 else { return nil }
        return "\(path): others than its owner can use it (mode \(String(mode, radix: 8))); chmod 600 it"
    }
}
