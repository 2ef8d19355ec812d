import Foundation
import Synchronization
import TestSupport

/// One network that lives through many cases, each on a fresh set of firewalls. Lanes work side by side, as diagnosing is
/// mostly waiting; each has a thread of its own.
actor FaultLane {
    private let executor = OwnThread(name: "fault lane")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The cases that nobody works on yet.
    final class Queue: Sendable {
        private let waiting: Mutex<[FaultCase]>
        init(_ cases: [FaultCase]) { waiting = Mutex(cases) }
        func next() -> FaultCase? { waiting.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
    }

    /// - Parameter zone: the records of all cases.
    func work(off queue: Queue, on topology: String, zone: String) throws -> [FaultResult] {
        let network = try Topology(TopologyPlan(named: topology))
        defer { network.end() }
        try network.startLabServers(zone: zone)
        var results: [FaultResult] = []
        while let fault = queue.next() { results.append(diagnose(fault, in: network)) }
        return results
    }

    private func diagnose(_ fault: FaultCase, in network: Topology) -> FaultResult {
        var result = FaultResult(fault: fault)
        do {
            if let reason = try network.lacks(fault) {
                (result.isSkipped, result.error) = (true, reason)
                return result
            }
            let undo = try network.apply(fault)
            defer { undo() }
            let clock = ContinuousClock()
            let started = clock.now
            result.judgement = try Judgement(network, fault.run.map(network.filledIn))
            let elapsed = (clock.now - started).components
            result.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
            result.packets = try network.packetsSent()
        } catch {
            result.error = "\(error)"
        }
        return result
    }
}
