import SIP
import Testing

/// Some thousand stories of callees and networks that do all they can to leave a call up.
@Suite struct CallModelTests {
    @Test(arguments: 0..<20) func noCallIsLeftUp(_ block: Int) throws {
        for seed in UInt64(block * 100)..<UInt64(block * 100 + 100) {
            var simulation = try CallSimulation(seed: seed)
            simulation.run()
            let wrongs = wrongs(simulation)
            #expect(wrongs == [], "seed \(seed)\n\(simulation.scene)\n\(simulation.log.joined(separator: "\n"))")
            guard wrongs.isEmpty else { return }
        }
    }

    private func wrongs(_ simulation: CallSimulation) -> [String] {
        var wrongs = simulation.wrongs + simulation.callees.wrongs
        if !simulation.call.isOver || simulation.hasTimers { wrongs.append("the call is not over") }
        if simulation.overAt ?? .max > 200_000 { wrongs.append("it took too long") }
        let left = simulation.told.subtracting(simulation.byes).subtracting(simulation.theirByes)
        if !left.isEmpty { wrongs.append("no BYE for \(left.sorted())") }

        // What a BYE or CANCEL repeated to its end cannot reach, and what an abort has no time for, is not ours.
        if simulation.scene.interruption?.event != .abort {
            for fork in simulation.callees.forks where fork.state == .up { wrongs.append("\(fork.tag) is up") }
            let isRinging = simulation.callees.forks.contains { $0.state == .ringing }
            if isRinging, simulation.heardProvisional, simulation.told.isEmpty, !simulation.scene.ignoresCancel,
                !simulation.scene.isHasty
            {
                wrongs.append("it still rings")
            }
        }
        return wrongs
    }
}
