import Foundation

/// A real Prometheus with a configuration of its own, and its answers.
struct Scraper: ~Copyable {
    private let process: Running
    private let place: String

    /// - Parameters:
    ///   - configuration: `scrape_configs` and what else it needs.
    ///   - place: ADDR:PORT where it answers.
    init(_ configuration: String, at place: String, in folder: MonitoringFolder) throws {
        self.place = place
        let file = try folder.file("prometheus.yml", configuration)
        try Shell.need(["promtool", "check", "config", file])
        process = try Shell.start(
            [
                "prometheus", "--config.file=\(file)", "--web.listen-address=\(place)",
                "--storage.tsdb.path=\(folder.path)/data",
            ], log: "\(folder.path)/prometheus.log")
    }

    deinit { process.stop() }

    var said: String { process.said }

    /// What it answers to a query, whole.
    func answer(_ query: String) throws -> [String: Any] {
        try get("query", "--data-urlencode", "query=\(query)")
    }

    /// Its rules, as it reads them.
    func rules() throws -> [[String: Any]] {
        let groups = (try get("rules")["data"] as? [String: Any])?["groups"] as? [[String: Any]] ?? []
        return groups.flatMap { $0["rules"] as? [[String: Any]] ?? [] }
    }

    private func get(_ what: String, _ parameters: String...) throws -> [String: Any] {
        let answer = try Shell.run(["curl", "-sG", "http://\(place)/api/v1/\(what)"] + parameters).output
        return (try? JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]) ?? [:]
    }

    /// Each sample as `INSTANCE CAUSE VALUE`.
    func samples(_ query: String) throws -> [String] {
        let results = (try answer(query)["data"] as? [String: Any])?["result"] as? [[String: Any]] ?? []
        return results.map { result in
            let labels = result["metric"] as? [String: String] ?? [:]
            let value = (result["value"] as? [Any])?.last as? String ?? ""
            return "\(labels["instance"] ?? "") \(labels["cause"] ?? "-") \(value)"
        }.sorted()
    }
}
