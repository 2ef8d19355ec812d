import Probes

/// What the exporter says of itself.
struct ExporterCounts: Sendable {
    var startedUnixMs = 0
    /// Scrapes that a measurement of their own answered.
    var measured = 0
    /// Those that another scrape's measurement answered.
    var shared = 0
    /// Those that the last result answered, as the next one is not due.
    var remembered = 0
    private(set) var refused = 0

    mutating func refusal(_ answer: HTTPAnswer) -> HTTPAnswer {
        refused += 1
        return answer
    }

    /// - Parameter playbooks: their version.
    func page(running: Int, playbooks: String?) -> String {
        let scrapes = [
            ("measured", measured), ("shared", shared), ("remembered", remembered), ("refused", refused),
        ].map { "sipdiag_exporter_scrapes_total{result=\"\($0)\"} \($1)" }
        return """
            # HELP sipdiag_build_info Version of sipdiag and of its playbooks.
            # TYPE sipdiag_build_info gauge
            sipdiag_build_info{version="\(SipdiagVersion.text)",playbooks="\(playbooks ?? "")"} 1
            # HELP process_start_time_seconds When the exporter began, unix time.
            # TYPE process_start_time_seconds gauge
            process_start_time_seconds \(startedUnixMs / 1000)
            # HELP sipdiag_exporter_scrapes_total Requests to /probe, by what answered them.
            # TYPE sipdiag_exporter_scrapes_total counter
            \(scrapes.joined(separator: "\n"))
            # HELP sipdiag_exporter_probes_running Measurements that are under way.
            # TYPE sipdiag_exporter_probes_running gauge
            sipdiag_exporter_probes_running \(running)

            """
    }
}
