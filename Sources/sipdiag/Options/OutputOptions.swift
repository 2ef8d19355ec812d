import ArgumentParser
import Diagnosis
import Net
import Probes

/// How results are shown; every command that makes a report has these.
struct OutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, ndjson, markdown, html, nagios, prometheus
    }

    enum Colour: String, ExpressibleByArgument, CaseIterable {
        case auto, always, never
    }

    @Option(name: .customLong("format"), help: "How the report is written; text if not said.")
    var chosenFormat: Format?

    @Flag(help: "Short for --format json.")
    var json = false

    @Option(help: ArgumentHelp("Write the report to a file, replaced whole.", valueName: "file"))
    var output: String?

    @Flag(help: "Show the messages, line by line: -> sent, <- received.")
    var trace = false

    @Flag(help: "Draw the exchange: times, arrows, and what was said.")
    var ladder = false

    @Option(
        help: ArgumentHelp(
            "Mask who calls whom, IP addresses, or both, in every output.", valueName: "numbers,addresses"),
        transform: RedactArgument.init)
    var redact: RedactArgument?

    @Option(
        name: .customLong("save-pcap"),
        help: ArgumentHelp("Write the messages to a capture for Wireshark, secrets masked.", valueName: "file"))
    var capture: String?

    @Flag(name: .shortAndLong, help: "Show every fact, and the way through the playbook.")
    var verbose = false

    @Flag(name: .shortAndLong, help: "Say nothing when all is well; else one line and the first fix.")
    var quiet = false

    @Option(
        name: .customLong("color"), help: "Colours: auto, if not said, is on a terminal, unless NO_COLOR is set.")
    var chosenColour: Colour?

    var format: Format { chosenFormat ?? .text }
    var color: Colour { chosenColour ?? .auto }

    var shown: Format { json ? .json : format }

    /// Nobody is there to answer where a program reads.
    var isForPrograms: Bool { [.json, .ndjson, .nagios, .prometheus].contains(shown) }

    /// What masks the output; nil where nothing is to be masked.
    var redactor: Redactor? { redact.map { Redactor($0.hidden, keeping: ProbeRegistry.catalogue.words) } }

    mutating func validate() throws {
        try fillIn()
        if shown == .prometheus, let output, !output.hasSuffix(".prom") {
            throw ValidationError("--output \(output): node_exporter reads only files whose names end in .prom")
        }
        if redact != nil, capture != nil {
            throw ValidationError(
                "--save-pcap keeps the packets as they were, and --redact masks them: leave one of the two out")
        }
    }
}

extension OutputOptions {
    var style: Style {
        switch color {
        case .always: .colour
        case .never: .plain
        case .auto:
            output == nil && StandardStream.output.understandsEscapes
                && (Environment.value("NO_COLOR") ?? "").isEmpty ? .colour : .plain
        }
    }

    /// How this report is shown to people. The causes are read from the library only where some are named.
    func text(_ report: Report, _ library: Library) -> TextOptions {
        let ruledOut = report.causes.flatMap(\.rulesOut)
        let titles = ruledOut.map { id in (id, library.causes[id]?.title.value ?? id) }
        return TextOptions(
            width: output == nil && StandardStream.output.isTerminal ? Terminal.width ?? 80 : 80,
            style: style,
            detail: quiet ? .quiet : verbose ? .verbose : .normal, trace: trace, ladder: ladder,
            causeTitles: Dictionary(titles) { first, _ in first },
            inputs: Set(ProbeRegistry.catalogue.inputs.keys))
    }
}
