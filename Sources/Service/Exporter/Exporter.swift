package import Diagnosis
package import Net
package import Probes

/// The multi-target exporter: one measurement a scrape, of those that its file allows.
@NetActor
package final class Exporter {
    package struct Limits: Sendable {
        /// Measurements at once.
        package var probes = 500
        /// Last results that are kept, one for each module and target.
        package var remembered = 5000

        package init() {}
    }

    /// What a module asks of a target, or the refusal.
    package typealias Prepare = @Sendable (_ module: String, _ target: String?) throws(HTTPAnswer) -> Check

    private let modules: [String]
    private let prepare: Prepare
    private let library: Library
    private let network: any Network
    private let nameServers: NameServers
    private let limits: Limits
    /// One for all scrapes: a host gets no more because many ask.
    private let pace = HostPace()
    private var running: [String: (run: CheckRun, task: Task<Report, Never>)] = [:]
    private var memory: ExporterMemory
    private var counts = ExporterCounts()

    package init(
        modules: [String], library: Library, network: any Network, nameServers: NameServers, limits: Limits = Limits(),
        prepare: @escaping Prepare
    ) {
        self.modules = modules
        self.prepare = prepare
        self.library = library
        self.network = network
        self.nameServers = nameServers
        self.limits = limits
        memory = ExporterMemory(capacity: limits.remembered)
        counts.startedUnixMs = Int(network.time.unixMilliseconds)
    }

    package func answer(_ request: HTTPRequestHead) async -> HTTPAnswer {
        switch request.path {
        case "/probe": await probe(request)
        case "/metrics": .metrics(counts.page(running: running.count, playbooks: library.version))
        case "/-/healthy": .text(200, "sipdiag exporter is healthy")
        case "/": ExporterIndex.page(modules)
        default: .text(404, "there are /probe, /metrics and /-/healthy")
        }
    }

    /// Ends what runs: calls are taken back. Who waits for it is answered.
    package func stop() async {
        for (run, _) in running.values { run.interrupt() }
        for (_, task) in running.values { _ = await task.value }
    }

    private func probe(_ request: HTTPRequestHead) async -> HTTPAnswer {
        do throws(HTTPAnswer) {
            let report = try await report(for: request)
            guard request.parameter("debug") == "true" else { return .metrics(Report.prometheus([report])) }
            let titles = library.causes.mapValues(\.title.value)
            return .text(200, report.text(TextOptions(detail: .verbose, trace: true, causeTitles: titles)))
        } catch {
            return error
        }
    }

    private func report(for request: HTTPRequestHead) async throws(HTTPAnswer) -> Report {
        guard let module = request.parameter("module") else {
            throw counts.refusal(
                .text(400, "name one module: /probe?module=\(modules.first ?? "NAME")&target=TARGET; / lists them"))
        }
        var check: Check
        do throws(HTTPAnswer) {
            check = try prepare(module, request.parameter("target"))
        } catch {
            throw counts.refusal(error)
        }
        let key = "\(module) \(check.target?.text ?? "")"
        if let (_, task) = running[key] {
            counts.shared += 1
            return await task.value
        }
        let now = network.time.now
        let budget = ScrapeTimeout.budgetMs(request)
        let wait = memory.waitMs(key, host: check.host, every: check.every ?? 0, at: now)
        guard wait <= min(check.longestWaitMs, budget / 4) else {
            guard let last = memory.last(key) else {
                throw counts.refusal(
                    .text(503, "the server has asked to be left alone (Retry-After)", retryAfter: wait / 1000 + 1))
            }
            counts.remembered += 1
            return last
        }
        guard running.count < limits.probes else {
            throw counts.refusal(.text(503, "\(limits.probes) measurements run already", retryAfter: 1))
        }
        counts.measured += 1
        check.waitMs = wait
        // Half a second for its diagnosis at least: the result itself must never be lost.
        check.settings.timeoutMs = min(check.settings.timeoutMs, max(250, budget - wait - 500))
        return await measure(check, key, until: now.adding(milliseconds: budget))
    }

    private func measure(_ check: Check, _ key: String, until deadline: Instant) async -> Report {
        let run = CheckRun(
            [check], library: library, network: network, nameServers: nameServers, pace: pace, deadline: deadline)
        let task = Task { @NetActor [network] in
            var found: [CheckRun.Result] = []
            for await result in run.results() { found.append(result) }
            let result = found[0]
            if result.isTried {
                let rest = result.restsUntilUnixMs.map { $0 - Int(network.time.unixMilliseconds) }
                self.memory.note(result.report, key, host: check.host, restMs: rest, at: network.time.now)
            }
            self.running[key] = nil
            return result.report
        }
        running[key] = (run, task)
        return await task.value
    }
}

/// How long a scraper waits.
enum ScrapeTimeout {
    /// Where the scraper does not say it, milliseconds.
    private static let fallback = 30_000
    private static let longest = 120_000

    /// What is left for the measurement, milliseconds; the answer needs some time too.
    static func budgetMs(_ request: HTTPRequestHead) -> Int {
        guard let text = request.headers["x-prometheus-scrape-timeout-seconds"], let seconds = Double(text),
            seconds > 0, seconds.isFinite
        else { return fallback }
        return max(500, Int(min(seconds * 1000, Double(longest))) - 500)
    }
}
