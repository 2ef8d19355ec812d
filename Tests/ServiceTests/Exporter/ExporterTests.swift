import Diagnosis
import Lab
import Net
import Playbooks
import Probes
import Testing

@testable import Service

/// Scrapes against servers on loopback.
@NetActor
@Suite(.serialized, .timeLimit(.minutes(1)))
struct ExporterTests {
    private static let library = Library.load(Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }).library
    private let network = SystemNetwork()
    private let block = AddressBlock.random()

    private func exporter(
        _ limits: Exporter.Limits = .init(), every: Int = 60, timeoutMs: Int = 5000
    ) throws -> Exporter {
        Exporter(
            modules: ["options"], library: try #require(Self.library), network: network, nameServers: NameServers([]),
            limits: limits
        ) { module, target throws(HTTPAnswer) in
            guard module == "options" else { throw .text(400, "no module") }
            guard let text = target, let target = try? Target(text) else { throw .text(403, "no target") }
            var settings = ProbeSettings()
            settings.timeoutMs = timeoutMs
            return Check(name: module, inquiry: .options, target: target, settings: settings, every: every)
        }
    }

    private func scrape(_ host: UInt8, timeout: String? = nil, debug: Bool = false) -> HTTPRequestHead {
        var request = HTTPRequestHead(method: "GET", path: "/probe")
        request.query = [
            .init(name: "module", value: "options"),
            .init(name: "target", value: "sip:\(block.address(host));transport=udp"),
        ]
        if debug { request.query.append(.init(name: "debug", value: "true")) }
        request.headers["x-prometheus-scrape-timeout-seconds"] = timeout
        return request
    }

    private func counts(_ exporter: Exporter) async -> [String] {
        let page = await exporter.answer(HTTPRequestHead(method: "GET", path: "/metrics")).body
        return page.split(separator: "\n").filter { $0.hasPrefix("sipdiag_exporter_scrapes_total") }
            .compactMap { $0.split(separator: " ").last.map(String.init) }
    }

    private func server(_ behavior: SIPBehavior = .healthy) async throws -> SIPServer {
        try await SIPServer.start(.init(block.endpoint(1, port: 5060), udp: behavior, tcp: .closed), on: network)
    }

    @Test func aScrapeIsAMeasurementAndItsCause() async throws {
        let server = try await server()
        defer { server.stop() }
        let exporter = try exporter()
        let (alive, dead) = (await exporter.answer(scrape(1)), await exporter.answer(scrape(2)))
        #expect(alive.status == 200 && alive.body.contains("\nsipdiag_probe_success{"))
        #expect(
            alive.body.split(separator: "\n").contains { $0.hasPrefix("sipdiag_probe_success") && $0.hasSuffix(" 1") })
        #expect(
            dead.body.split(separator: "\n").contains { $0.hasPrefix("sipdiag_probe_success") && $0.hasSuffix(" 0") })
        #expect(dead.body.contains("cause=\"net.port-closed\",confidence=\"likely\",owner=\"pbx\"} 1\n"))
        let debug = await exporter.answer(scrape(2, debug: true))
        #expect(debug.body.hasPrefix("CRITICAL  The host answers that nothing listens on this port\n"))
        // The last result stood for it: the next one is due in a minute.
        #expect(await counts(exporter) == ["2", "0", "1", "0"])
    }

    @Test func scrapesAtOnceShareOneMeasurement() async throws {
        let silent = try network.openDatagramSocket(at: block.endpoint(1, port: 5060)).get()
        defer { silent.close() }
        let exporter = try exporter(timeoutMs: 300)
        let bodies = await withTaskGroup(of: String.self) { group in
            for _ in 0..<5 { group.addTask { await exporter.answer(self.scrape(1)).body } }
            var bodies: Set<String> = []
            for await body in group { bodies.insert(body) }
            return bodies
        }
        #expect(bodies.count == 1 && bodies.first?.contains("} 2\n") == true)
        #expect(await counts(exporter) == ["1", "4", "0", "0"])
    }

    /// What the probe found is told within the scraper's patience, diagnosed or not.
    @Test func theScrapersPatienceEndsTheDiagnosis() async throws {
        let silent = try network.openDatagramSocket(at: block.endpoint(1, port: 5060)).get()
        defer { silent.close() }
        let exporter = try exporter()
        let began = network.time.now
        let answer = await exporter.answer(scrape(1, timeout: "1.5"))
        #expect(network.time.now.milliseconds(since: began) < 1500)
        let verdict = answer.body.split(separator: "\n").first { $0.hasPrefix("sipdiag_probe_verdict{") }
        #expect(verdict?.hasSuffix(" 2") == true, "\(answer.body)")
    }

    @Test func whatIsTooMuchIsRefused() async throws {
        let silent = try (1...2).map { try network.openDatagramSocket(at: block.endpoint($0, port: 5060)).get() }
        defer { for socket in silent { socket.close() } }
        var limits = Exporter.Limits()
        limits.probes = 1
        let exporter = try exporter(limits, timeoutMs: 1000)
        async let first = exporter.answer(scrape(1))
        // The first one has begun when the actor is free again.
        await network.time.sleep(until: network.time.now.adding(milliseconds: 50))
        let second = await exporter.answer(scrape(2))
        #expect(second.status == 503 && second.retryAfter == 1)
        #expect(await first.status == 200)
        #expect(await exporter.answer(scrape(200)).status == 200)
    }

    @Test(
        arguments: [
            ("/probe", [], 400), ("/probe", ["options", "options"], 400), ("/probe", ["nosuch"], 400),
            ("/probe", ["options"], 403), ("/nosuch", [], 404), ("/-/healthy", [], 200), ("/", [], 200),
        ] as [(String, [String], Int)])
    func whatCannotBeAskedIsTold(path: String, modules: [String], status: Int) async throws {
        var request = HTTPRequestHead(method: "GET", path: path)
        request.query = modules.map { .init(name: "module", value: $0) }
        let answer = try await exporter().answer(request)
        #expect(answer.status == status && !answer.body.isEmpty)
    }

    /// Whoever ends the exporter does not wait for its scrapes.
    @Test func stoppingEndsWhatRuns() async throws {
        let silent = try network.openDatagramSocket(at: block.endpoint(1, port: 5060)).get()
        defer { silent.close() }
        let exporter = try exporter(timeoutMs: 20_000)
        let began = network.time.now
        async let answer = exporter.answer(scrape(1))
        await network.time.sleep(until: network.time.now.adding(milliseconds: 50))
        await exporter.stop()
        #expect(await answer.body.contains("sipdiag_probe_verdict{"))
        #expect(network.time.now.milliseconds(since: began) < 5000)
    }
}
