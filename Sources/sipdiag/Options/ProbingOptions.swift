import ArgumentParser
import Diagnosis
import Probes

/// The options of every probing command.
struct ProbingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Force one transport; otherwise RFC 3263 decides.", valueName: "udp|tcp|tls|ws|wss"))
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

    @Option(
        help: ArgumentHelp("Answers that count as ok; any other is a warning.", valueName: "200-299,401"),
        transform: ExpectedCodes.read)
    var expect: ExpectedCodes?

    @Option(help: ArgumentHelp("Probe the built-in lab with that fault instead of a target.", valueName: "fault"))
    var lab: String?

    @Option(help: ArgumentHelp("A provider's settings out of the configuration file.", valueName: "name"))
    var profile: String?

    @Option(help: ArgumentHelp("Identity in From.", valueName: "uri"))
    var from: String?

    @OptionGroup var identity: CredentialOptions

    @Option(help: ArgumentHelp("Trust the authorities in this file, and no others (PEM).", valueName: "file"))
    var caFile: String?

    @Option(help: ArgumentHelp("Client certificate for a TLS server that asks for one (PEM).", valueName: "file"))
    var cert: String?

    @Option(help: ArgumentHelp("Its private key; it may be in the same file (PEM).", valueName: "file"))
    var key: String?

    @Flag(help: "Go on where a certificate does not hold; what is wrong is still reported.")
    var insecure = false

    @Option(help: ArgumentHelp("Source address and port.", valueName: "addr[:port]"))
    var local: String?

    @Option(
        help: ArgumentHelp(
            "Patience for one exchange: 500ms, 5s, or `rfc` for 32 s. (default: 5s)", valueName: "duration"),
        transform: DurationArgument.init)
    var timeout: DurationArgument?

    @Option(
        name: [.customShort("t"), .long],
        help: ArgumentHelp(
            "The whole command ends by then and says what it has. (default: 30s, or 10s more than --timeout, --ring and --talk)",
            valueName: "duration"),
        transform: DurationArgument.init)
    var deadline: DurationArgument?

    @OptionGroup var monitoring: MonitoringOptions

    /// No option: what the settings have said.
    var filledIn = FillIn()

    mutating func validate() throws {
        guard !(ipv4Only && ipv6Only) else {
            throw ValidationError("-4 and -6 exclude each other; without them both families are tried")
        }
        try fillIn()
    }

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
        options.caFile = caFile
        options.certificateFile = cert
        options.keyFile = key
        options.isInsecure = insecure
        if let timeout { options.timeoutMs = timeout.milliseconds }
        options.deadlineMs = deadline?.milliseconds ?? max(30_000, options.timeoutMs + 10_000)
        return options
    }
}

extension ExpectedCodes {
    fileprivate static func read(_ text: String) throws -> ExpectedCodes {
        guard let codes = ExpectedCodes(text) else {
            throw ValidationError(ExpectedCodes.advice)
        }
        return codes
    }
}
