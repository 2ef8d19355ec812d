import ArgumentParser

@main
struct Sipdiag: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "sipdiag")
}
