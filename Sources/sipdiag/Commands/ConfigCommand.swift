import ArgumentParser
import Diagnosis
import Net
import Settings

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Which setting is in force, and where it comes from.",
        subcommands: [Show.self])

    struct Show: ParsableCommand {
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json
        }

        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Every setting, its value, and where it comes from.",
            discussion: """
                An option beats SIPDIAG_* (SIPDIAG_TIMEOUT=3s; lists by spaces or commas), that beats the profile \
                (--profile, SIPDIAG_PROFILE), that the user's file, that the system's. A secret is never shown.
                """)

        @Option(help: ArgumentHelp("With this profile in force.", valueName: "name"))
        var profile: String?

        @Option(help: "How it is written.")
        var format = Format.text

        @Flag(help: "Short for --format json.")
        var json = false

        func run() throws {
            let view = try SettingsView(profile: profile)
            Output.print(json || format == .json ? view.json.pretty + "\n" : view.text)
        }
    }
}
