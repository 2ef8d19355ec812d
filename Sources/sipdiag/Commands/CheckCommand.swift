import ArgumentParser
import Diagnosis
import Net
import Settings

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Many targets, unattended: what a file asks for.",
        discussion: """
            sipdiag check --example > check.yaml   a file to begin with
            sipdiag check --validate check.yaml    is it sound? Sends nothing

            Exit codes: 0 the file is sound, 3 it is not.
            """)

    @Argument(help: "The file of providers and targets.")
    var file: String?

    @Flag(help: "Read the file, and tell how many checks it has or all that is wrong.")
    var validate = false

    @Flag(help: "Print a file to begin with.")
    var example = false

    func run() throws {
        if example { return Output.print(CheckPlan.example) }
        guard let file else {
            throw ValidationError("name the FILE; `sipdiag check --example` prints one to begin with")
        }
        guard validate else { throw ValidationError("only --validate is there: it reads \(file) and sends nothing") }
        do {
            let plan = try CheckFile.read(file)
            Output.print(
                "\(SafeText.safe(file)): \(plan.items.count) checks of \(plan.targetCount) targets, all sound\n")
        } catch {
            Output.write("\(SafeText.safe("\(error)", for: .trace))\n", to: .error)
            Main.finish(Verdict.unknown.exitCode)
        }
    }
}

extension CheckPlan {
    fileprivate var targetCount: Int { Set(items.map(\.name)).count }
}
