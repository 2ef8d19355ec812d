import ArgumentParser
import Diagnosis
import Probes

/// The options of every probing command.
struct ProbingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Force one transport; otherwise RFC 3263 decides.", valueName: "udp|tcp"))
    var transport: String?

    @Flag(name: .customShort("4"), help: "IPv4 only.")
    var ipv4Only = false

    @Flag(name: .customShort("6"), help: "IPv6 only.")
    var ipv6Only = false

    @Option(help: ArgumentHelp("Outbound proxy: where packets go, whatever the URI says.", valueName: "host[:port]"))
    var proxy: String?

    @Option(help: ArgumentHelp("Name server; default: the system's.", valueName: "addr[:port]"))
    var resolver: String?

    @Option(help: ArgumentHelp("STUN server, may be repeated; none is contacted otherwise.", valueName: "host[:port]"))
    var stun: [String] = []

    @Option(help: ArgumentHelp("The provider's status page, may be repeated.", valueName: "url"))
    var statusURL: [String] = []

    @Option(help: ArgumentHelp("Another SIP host to compare with, may be repeated.", valueName: "host[:port]"))
    var canary: [String] = []

    @Option(help: ArgumentHelp("Answers that count as ok; any other is a warning.", valueName: "200-299,401"))
    var expect: ExpectedCodes?

    @Option(help: ArgumentHelp("Probe the built-in lab with that fault instead of a target.", valueName: "fault"))
    var lab: String?

    @Option(help: ArgumentHelp("Identity in From.", valueName: "uri"))
    var from: String?

    @Option(help: ArgumentHelp("Source address and port.", valueName: "addr[:port]"))
    var local: String?

    @Option(
        help: ArgumentHelp(
            "Patience for one exchange: 500ms, 5s, or `rfc` for 32 s. (default: 5s)", valueName: "duration"))
    var timeout: DurationArgument?

    @Option(
        help: ArgumentHelp(
            "The whole command ends by then and says what it has. (default: 30s, or 10s more than --timeout)",
            valueName: "duration"))
    var deadline: DurationArgument?

    /// The texts for `ProbeSettings`.
    var probe: ProbeOptions {
        var options = ProbeOptions()
        options.transport = transport
        options.ipv4Only = ipv4Only
        options.ipv6Only = ipv6Only
        options.proxy = proxy
        options.resolver = resolver
        options.stun = stun
        options.statusURLs = statusURL
        options.canaries = canary
        options.from = from
        options.local = local
        if let timeout { options.timeoutMs = timeout.milliseconds }
        options.deadlineMs = deadline?.milliseconds ?? max(30_000, options.timeoutMs + 10_000)
        return options
    }
}

/// How results are shown; every command has these.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    enum Colour: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    @Option(help: "How the report is written.")
    var format = Format.text

    @Flag(help: "Short for --format json.")
    var json = false

    @Option(help: ArgumentHelp("Write the report to a file, replaced whole.", valueName: "file"))
    var output: String?

    @Flag(help: "Show the messages, line by line: -> sent, <- received.")
    var trace = false

    @Flag(name: .shortAndLong, help: "Show every fact, and the way through the playbook.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Say nothing when all is well; else one line and the first fix.")
    var quiet = false

    @Option(help: "Colours: auto is on a terminal, unless NO_COLOR is set.")
    var color = Colour.auto

    var isJSON: Bool { json || format == .json }
}

/// The options of commands that walk playbooks.
struct WalkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Answer a question in advance, may be repeated.", valueName: "id=value"))
    var answer: [String] = []

    @Flag(help: "Never ask.")
    var noInput = false

    @Option(help: ArgumentHelp("Playbooks that extend or replace the built-in ones.", valueName: "dir"))
    var playbooks: String?

    /// The answers by question.
    var answers: [String: String] {
        get throws {
            var answers: [String: String] = [:]
            for text in answer {
                let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    throw ValidationError("--answer \(text): write QUESTION=ANSWER, such as other_network=works")
                }
                answers[parts[0]] = parts[1]
            }
            return answers
        }
    }
}

extension ExpectedCodes: ExpressibleByArgument {
    /// `200-299,401`.
    public init?(argument: String) {
        self.init(argument)
    }
}
