import ArgumentParser
import Lab
import Net
import Probes

/// The lab that a command probes instead of a real target.
enum LabBench {
    /// Starts the lab that `--lab` names; nil without one.
    @NetActor
    static func start(_ id: String?, beside target: String?) async throws -> RunningLab? {
        guard let id else { return nil }
        guard target == nil else {
            throw ValidationError("--lab \(id) brings its own target; leave out “\(target ?? "")”")
        }
        return try await RunningLab.start(try fault(id), network: SystemNetwork())
    }

    /// The fault by its name.
    static func fault(_ id: String) throws -> LabFault {
        guard let fault = LabFaults.named(id) else {
            let hint = LabFaults.near(id).map { "did you mean \($0)? " } ?? ""
            throw ValidationError("there is no lab fault “\(id)”; \(hint)`sipdiag lab` lists them")
        }
        return fault
    }
}

extension CallSettings {
    /// What the lab gives; what the person chose stays.
    mutating func apply(_ scenario: LabScenario) {
        if ringMs == 0, let ring = scenario.ring.flatMap({ try? DurationArgument($0) }) { ringMs = ring.milliseconds }
        if srtp == .none, let offered = scenario.srtp.flatMap(SRTP.init(rawValue:)) { srtp = offered }
    }
}

extension ProbeOptions {
    /// What the lab gives, where the person gave nothing else.
    mutating func apply(_ scenario: LabScenario, hasTimeout: Bool) {
        transport = transport ?? scenario.transport
        resolver = resolver ?? scenario.nameServer.map { "\($0)" }
        if !hasTimeout, let patience = scenario.timeout.flatMap({ try? DurationArgument($0) }) {
            timeoutMs = patience.milliseconds
        }
        from = from ?? scenario.from
        if stun.isEmpty { stun = scenario.stunServers.map { "\($0)" } }
        caFile = caFile ?? scenario.caFile
        if statusURLs.isEmpty { statusURLs = scenario.statusURLs }
    }
}
