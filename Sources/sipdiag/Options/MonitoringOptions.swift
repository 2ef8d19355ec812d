import ArgumentParser
import Diagnosis
import Net

/// The options that every monitoring plugin has, spelled as their guidelines do; `-t` is `--deadline`.
struct MonitoringOptions: ParsableArguments {
    @Option(
        name: [.customShort("H"), .long],
        help: ArgumentHelp("The target, as a monitoring plugin is told it.", valueName: "host"))
    var hostname: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("Its port.", valueName: "port"))
    var port: UInt16?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("A warning when the answer takes longer: 0.5, 500ms, [@][start:][end].", valueName: "range"),
        transform: MonitoringOptions.range)
    var warning: ThresholdRange?

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Critical when the answer takes longer.", valueName: "range"),
        transform: MonitoringOptions.range)
    var critical: ThresholdRange?

    var thresholds: [Threshold] {
        warning == nil && critical == nil ? [] : [Threshold("rtt", warning: warning, critical: critical)]
    }

    /// What is probed: the target where it has its place, or the host and port that stand for it.
    func target(_ target: String?) throws -> String? {
        guard let hostname else {
            guard port == nil else { throw ValidationError("-p goes with -H; a TARGET has its port in it: host:port") }
            return target
        }
        guard target == nil else {
            throw ValidationError("-H \(hostname) and “\(target ?? "")” are two targets; leave one of them out")
        }
        guard let port else { return hostname }
        if IPAddress(hostname)?.isIPv6 ?? false { return "[\(hostname)]:\(port)" }
        guard hostname.hasSuffix("]") || !hostname.contains(where: { ":@;".contains($0) }) else {
            throw ValidationError("-p \(port) goes with a bare host in -H; “\(hostname)” is more: write the port in it")
        }
        return "\(hostname):\(port)"
    }

    private static func range(_ text: String) throws -> ThresholdRange {
        guard let range = ThresholdRange(text, in: .seconds) else {
            throw ValidationError("write a range of seconds: 0.5, 500ms, 0.1:2, @2:, ~:1")
        }
        return range
    }
}
