import Foundation
import TestSupport
import Testing

/// `sipdiag exporter`, scraped by a real Prometheus as the README says.
@ServerThread
@Suite struct ExporterScrapeTests {
    @Test func prometheusScrapesTargetsThroughIt() throws {
        let folder = try MonitoringFolder()
        let lab = try Shell.start([Shell.sipdiag, "lab", "healthy"], log: "\(folder.path)/lab.log")
        defer { lab.stop() }
        try Shell.wait(for: "the lab") { lab.said.contains("sipdiag why ") }
        let alive = lab.said.split(separator: "sipdiag why ").last.map { $0.prefix { !$0.isWhitespace } } ?? ""
        let dead = "127.77.0.3"
        let (exporter, prometheus) = ("127.77.0.2:15060", "127.77.0.2:19090")
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
        let configuration = try folder.file(
            "prometheus.yml",
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

            """)
        try Shell.need(["promtool", "check", "config", configuration])
        let scraper = try Shell.start(
            [
                "prometheus", "--config.file=\(configuration)", "--web.listen-address=\(prometheus)",
                "--storage.tsdb.path=\(folder.path)/data",
            ], log: "\(folder.path)/prometheus.log")
        defer { scraper.stop() }
        func samples(_ query: String) throws -> [String] {
            let answer = try Shell.run([
                "curl", "-sG", "http://\(prometheus)/api/v1/query", "--data-urlencode", "query=\(query)",
            ]).output
            guard let object = try? JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any],
                let results = (object["data"] as? [String: Any])?["result"] as? [[String: Any]]
            else { return [] }
            return results.map { result in
                let labels = result["metric"] as? [String: String] ?? [:]
                let value = (result["value"] as? [Any])?.last as? String ?? ""
                return "\(labels["instance"] ?? "") \(labels["cause"] ?? "-") \(value)"
            }.sorted()
        }
        try Shell.wait(for: "samples of both targets: \(scraper.said)", seconds: 40) {
            try samples("sipdiag_probe_success").count == 2 && samples("sipdiag_exporter_scrapes_total").count == 4
        }
        #expect(try samples("sipdiag_probe_success") == ["\(alive) - 1", "\(dead) - 0"].sorted())
        #expect(try samples("sipdiag_diagnosis") == ["\(dead) net.port-closed 1"])
        #expect(try samples("up") == ["\(alive) - 1", "\(dead) - 1", "\(exporter) - 1"].sorted())
        // Scraped every second, asked every fifteen.
        try Shell.wait(for: "scrapes that the last result answers") {
            try samples("sipdiag_exporter_scrapes_total{result=\"remembered\"} > 2").count == 1
        }
        #expect(try samples("sipdiag_exporter_scrapes_total{result=\"measured\"} <= 4").count == 1)
    }
}
