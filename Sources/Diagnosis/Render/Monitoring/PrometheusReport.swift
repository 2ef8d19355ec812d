extension Report {
    /// Reports as Prometheus reads them (text format 0.0.4), and node_exporter from a file: without timestamps, each metric
    /// once with the samples of all reports.
    ///
    /// Every sample names target, probe and transport: node_exporter gathers all files into one page and drops a sample
    /// that stands in two of them.
    package static func prometheus(_ reports: [Report]) -> String {
        MetricFamily.all.map { family in
            var known: Set<String> = []
            let lines = reports.flatMap { report in
                family.samples(report).compactMap { sample in
                    let labels = (report.labels + sample.labels).filter { !$0.value.isEmpty }
                        .map { "\($0.name)=\"\(SafeText.safe($0.value, for: .label))\"" }.joined(separator: ",")
                    // Two reports of one target say the same of it, as far as Prometheus goes: the first one counts.
                    guard known.insert(labels).inserted else { return nil as String? }
                    return "\(family.name){\(labels)} \(plainDecimal(sample.value))\n"
                }
            }
            guard !lines.isEmpty else { return "" }
            return "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) gauge\n" + lines.joined()
        }.joined()
    }

    private var labels: [(name: String, value: String)] {
        let transport = outcome?.transport ?? finding("dns.locate")?.text("transport") ?? ""
        return [("target", target ?? ""), ("probe", command), ("transport", transport)]
    }
}
