import ArgumentParser
import Diagnosis
import Net
import Probes
import Service
import Settings

struct ExporterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exporter", abstract: "The same for Prometheus, one target a scrape.",
        usage: "sipdiag exporter [<options>] <file>",
        discussion: """
            sipdiag exporter --example > exporter.yaml   a file to begin with
            sipdiag exporter --validate exporter.yaml    is it sound? Sends nothing
            sipdiag exporter exporter.yaml               serves until Ctrl-C
            curl '127.0.0.1:15060/probe?module=options&target=sip.example.com'

            Asks whom the file allows and nobody else, each no oftener than its `every`; what
            fails is diagnosed within the scrape's timeout. `&debug=true` shows the report.
            """)

    @Argument(help: "The file of modules and targets.")
    var file: String?

    @Flag(name: .customLong("validate"), help: "Read the file, and tell how many modules it has or all that is wrong.")
    var isDry = false

    @Flag(help: "Print a file to begin with.")
    var example = false

    @Flag(help: "Print alert rules for Prometheus; they serve the files of `check` too.")
    var alerts = false

    @Flag(help: "Print a dashboard for Grafana; it serves the files of `check` too.")
    var dashboard = false

    @Option(
        help: ArgumentHelp(
            "Where to listen; name an outside address to serve others. (default: 127.0.0.1:15060)",
            valueName: "addr:port"),
        transform: ExporterCommand.place)
    var listen = Endpoint(.loopbackIPv4, port: 15060)

    @Option(help: .playbooks)
    var playbooks: String?

    func run() async throws {
        if example { return Output.print(ExporterPlan.example) }
        if alerts { return Output.print(EmbeddedFile.text("Monitoring/alerts.yaml")) }
        if dashboard { return Output.print(EmbeddedFile.text("Monitoring/dashboard.json")) }
        guard let file else {
            throw ValidationError("name the FILE; `sipdiag exporter --example` prints one to begin with")
        }
        let allowed: ExporterFile
        do {
            allowed = try ExporterFile(file)
        } catch {
            Output.write("\(SafeText.safe("\(error)", for: .trace))\n", to: .error)
            Main.finish(Verdict.unknown.exitCode)
        }
        if isDry { return Output.print("\(SafeText.safe(file)): \(allowed.plan.modules.count) modules, all sound\n") }
        try await serve(allowed, try Knowledge.load(extra: playbooks))
    }

    private func serve(_ allowed: ExporterFile, _ library: Library) async throws {
        _ = OpenFiles.raiseLimit()
        let network = SystemNetwork()
        let exporter = await Exporter(
            modules: allowed.plan.modules.map(\.name), library: library, network: network, nameServers: .ofSystem(),
            prepare: allowed.check)
        let server: HTTPServer
        do {
            server = try await HTTPServer.start(at: listen, on: network) { await exporter.answer($0) }
        } catch {
            throw ValidationError("cannot listen on \(listen): \(error)")
        }
        let place = await server.endpoint
        // Before the text: whoever reads it may end the server at once.
        let ended = await NetActor.run { Signals.install() }
        Output.write("Serving Prometheus on http://\(place)/ until Ctrl-C.\n", to: .error)
        if case .success(let signals) = ended { _ = await signals.next() }
        await exporter.stop()
        await server.stop()
    }

    private static func place(_ text: String) throws -> Endpoint {
        guard let place = Endpoint(text, defaultPort: 15060) else {
            throw ValidationError("give one of this host's addresses, as 127.0.0.1:15060 or [::1]:15060")
        }
        return place
    }
}
