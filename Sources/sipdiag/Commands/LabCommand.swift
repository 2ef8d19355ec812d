import ArgumentParser
import Diagnosis
import Lab
import Net

struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab", abstract: "A provider on loopback with a fault of your choice: to try, to train, to test.",
        discussion: "Without a fault it lists them. With one it serves until Ctrl-C, and prints the command to try.")

    @Argument(help: "The fault.")
    var fault: String?

    func run() async throws {
        guard let fault else {
            let width = LabFaults.all.map(\.id.count).max() ?? 0
            Output.print(LabFaults.all.map { Cells.pad($0.id, to: width) + "  \($0.title)\n" }.joined())
            return
        }
        let chosen = try LabBench.fault(fault)
        let lab = try await RunningLab.start(chosen, network: SystemNetwork())
        let scenario = await lab.scenario
        // Before the text: whoever reads it may end the lab at once.
        let ended = await NetActor.run { Signals.install() }
        Output.print(
            """
            \(chosen.title)
            \(chosen.story)

            Serving until Ctrl-C. In another terminal, try:
              \(scenario.login.map { "SIPDIAG_PASSWORD='\($0.password)' " } ?? "")sipdiag why \(
                scenario.arguments.joined(separator: " "))

            """)
        if case .success(let signals) = ended { _ = await signals.next() }
        await lab.stop()
    }
}
