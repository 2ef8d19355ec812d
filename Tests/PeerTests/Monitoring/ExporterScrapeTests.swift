import Foundation
import TestSupport
import Testing

/// `sipdiag exporter`, scraped by a real Prometheus as the README says.
@ServerThread
@Suite struct ExporterScrapeTests {
    @Test func theAlertsAreTested() throws {
        let tests = Golden.fixtures.appending(path: "Prometheus/alerts.test.yaml").path
        let run = try Shell.run(["promtool", "test", "rules", tests])
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        let tested = try String(contentsOfFile: tests, encoding: .utf8)
        let alerts = Self.alerts.matches(of: /alert: (\w+)/).map(\.output.1)
        #expect(alerts.count >= 10 && alerts.allSatisfy { tested.contains("alertname: \($0)") })
    }

    /// Every query of the alerts and of the dashboard, where there are samples of a target that works, one that fails, and
    /// one with a certificate.
    @Test func everyQueryRuns() throws {
        let folder = try MonitoringFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/textfile", withIntermediateDirectories: true)
        let runs = [
            ["options", "--lab", "healthy"], ["options", "--lab", "port-closed"], ["tls", "--lab", "tls-healthy"],
            ["invite", "--lab", "call-answered", "--ring", "5s"], ["invite", "--lab", "call-rings", "--ring", "1s"],
            ["reach", "--lab", "healthy"],
        ]
        for (index, arguments) in runs.enumerated() {
            let file = ["--format", "prometheus", "--output", "\(folder.path)/textfile/sipdiag-\(index).prom"]
            try Shell.run([Shell.sipdiag] + arguments + file)
        }
        let modules = try folder.file(
            "exporter.yaml", "schema: sipdiag/exporter/1\ntargets: [127.77.0.3]\nmodules: {options: {probe: options}}\n"
        )
        let (node, exporter) = ("127.77.0.4:19100", "127.77.0.4:15060")
        let serving = try Shell.start(
            [Shell.sipdiag, "exporter", modules, "--listen", exporter], log: "\(folder.path)/exporter.log")
        defer { serving.stop() }
        let reading = try Shell.start(
            [
                "prometheus-node-exporter", "--web.listen-address=\(node)", "--collector.disable-defaults",
                "--collector.textfile", "--collector.textfile.directory=\(folder.path)/textfile",
            ], log: "\(folder.path)/node.log")
        defer { reading.stop() }
        let rules = try folder.file("alerts.yaml", Self.alerts)
        let scraper = try Scraper(
            """
            global: {scrape_interval: 1s, scrape_timeout: 900ms, evaluation_interval: 1s}
            rule_files: [\(rules)]
            scrape_configs:
              - {job_name: sipdiag, static_configs: [{targets: ["\(node)", "\(exporter)"]}]}

            """, at: "127.77.0.4:19090", in: folder)
        try Shell.wait(for: "samples and a pending alert: \(scraper.said)", seconds: 40) {
            try scraper.samples("rate(sipdiag_exporter_scrapes_total[10s])").count == 4
                && !scraper.samples("ALERTS{alertname=\"SIPDown\"}").isEmpty
        }
        let (shown, loaded) = (try Self.shown(), try scraper.rules())
        #expect(shown.count > 20 && loaded.count > 10)
        for query in shown + loaded.compactMap({ $0["query"] as? String }) {
            let answer = try scraper.answer(query)
            #expect(answer["status"] as? String == "success" && answer["warnings"] == nil, "\(query): \(answer)")
        }
        // The lab has no IPv6.
        for query in shown where !query.contains("sipdiag_probe_ip_protocol") {
            #expect(try !scraper.samples(query).isEmpty, "\(query)")
        }
        let summaries = loaded.flatMap { $0["alerts"] as? [[String: Any]] ?? [] }.compactMap {
            ($0["annotations"] as? [String: String])?["summary"]
        }
        #expect(summaries.contains { $0.contains("fails (options): net.port-closed (") })
        #expect(!summaries.contains { $0.contains("error expanding") }, "\(summaries)")
    }

    private static let folder = Golden.fixtures.appending(path: "../../Sources/sipdiag/Monitoring")
    private static let alerts =
        (try? String(contentsOf: folder.appending(path: "alerts.yaml"), encoding: .utf8)) ?? ""

    /// The dashboard's queries, with what Grafana puts in the place of its variables.
    private static func shown() throws -> [String] {
        let data = try Data(contentsOf: folder.appending(path: "dashboard.json"))
        let dashboard = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let targets = (dashboard?["panels"] as? [[String: Any]] ?? []).flatMap {
            $0["targets"] as? [[String: Any]] ?? []
        }
        return targets.compactMap { $0["expr"] as? String }.map { query in
            query.replacing("$target", with: ".*").replacing("$probe", with: ".*").replacing(
                "$__rate_interval", with: "1m")
        }
    }

    @Test func prometheusScrapesTargetsThroughIt() throws {
        let folder = try MonitoringFolder()
        let lab = try Shell.start([Shell.sipdiag, "lab", "healthy"], log: "\(folder.path)/lab.log")
        defer { lab.stop() }
        try Shell.wait(for: "the lab") { lab.said.contains("sipdiag why ") }
        let alive = lab.said.split(separator: "sipdiag why ").last.map { $0.prefix { !$0.isWhitespace } } ?? ""
        let dead = "127.77.0.3"
        let exporter = "127.77.0.2:15060"
        let modules = try folder.file(
            "exporter.yaml",
            """
            schema: sipdiag/exporter/1
            targets: [\(alive), \(dead)]
            defaults: {every: 15s, timeout: 2s, transport: udp}
            modules: {options: {probe: options}}

            """)
        let serving = try Shell.start(
            [Shell.sipdiag, "exporter", modules, "--listen", exporter], log: "\(folder.path)/exporter.log")
        defer { serving.stop() }
        let scraper = try Scraper(
            """
            global: {scrape_interval: 1s, scrape_timeout: 900ms}
            scrape_configs:
              - job_name: sipdiag
                metrics_path: /probe
                params: {module: [options]}
                static_configs: [{targets: [\(alive), \(dead)]}]
                relabel_configs:
                  - {source_labels: [__address__], target_label: __param_target}
                  - {source_labels: [__param_target], target_label: instance}
                  - {target_label: __address__, replacement: "\(exporter)"}
              - job_name: sipdiag_exporter
                static_configs: [{targets: ["\(exporter)"]}]

            """, at: "127.77.0.2:19090", in: folder)
        try Shell.wait(for: "samples of both targets: \(scraper.said)", seconds: 40) {
            try scraper.samples("sipdiag_probe_success").count == 2
                && scraper.samples("sipdiag_exporter_scrapes_total").count == 4
        }
        #expect(try scraper.samples("sipdiag_probe_success") == ["\(alive) - 1", "\(dead) - 0"].sorted())
        #expect(try scraper.samples("sipdiag_diagnosis") == ["\(dead) net.port-closed 1"])
        #expect(try scraper.samples("up") == ["\(alive) - 1", "\(dead) - 1", "\(exporter) - 1"].sorted())
        // Scraped every second, asked every fifteen.
        try Shell.wait(for: "scrapes that the last result answers") {
            try scraper.samples("sipdiag_exporter_scrapes_total{result=\"remembered\"} > 2").count == 1
        }
        #expect(try scraper.samples("sipdiag_exporter_scrapes_total{result=\"measured\"} <= 4").count == 1)
    }
}
