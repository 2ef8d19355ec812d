extension Report {
    /// Reports as Prometheus reads them (text format 0.0.4), and node_exporter from a file: without timestamps, each metric
    /// once with the samples of all reports.
    ///
    /// Every sample names target, probe and transport: node_exporter gathers all files into one page and drops a sample
    /// that stands in two of them.
    package static func prometheus(_ reports: [Report]) -> String {
        MetricFamily.page { family in
            reports.flatMap { report in family.samples(report).map { (report.labels + $0.labels, $0.value) } }
        }
    }

    fileprivate var labels: [MetricFamily.Label] {
        MetricFamily.labels(target: target, command: command, transport: transport)
    }

    /// The transport of its request, or the one that was chosen for it.
    package var transport: String? { outcome?.transport ?? finding("dns.locate")?.text("transport") }
}

extension Reports {
    /// The same of many reports. A check that is not due keeps its verdict and the time of its last run: a series that comes
    /// and goes would end alerts.
    package func prometheus() -> String {
        MetricFamily.page { family in
            entries.flatMap { entry in
                if let report = entry.report {
                    return family.samples(report).map { (report.labels + $0.labels, $0.value) }
                }
                guard let earlier = entry.earlier, let value = family.remembered?(entry.verdict, earlier.at) else {
                    return []
                }
                let labels = MetricFamily.labels(
                    target: entry.subject, command: earlier.command, transport: earlier.transport)
                return [(labels, value)]
            }
        }
    }
}

extension MetricFamily {
    typealias Label = (name: String, value: String)

    fileprivate static func labels(target: String?, command: String, transport: String?) -> [Label] {
        [("target", target ?? ""), ("probe", command), ("transport", transport ?? "")]
    }

    /// Every family that has samples.
    fileprivate static func page(_ samples: (MetricFamily) -> [(labels: [Label], value: Double)]) -> String {
        all.map { family in
            var known: Set<String> = []
            let lines = samples(family).compactMap { sample in
                let labels = sample.labels.filter { !$0.value.isEmpty }
                    .map { "\($0.name)=\"\(SafeText.safe($0.value, for: .label))\"" }.joined(separator: ",")
                // Two reports of one target say the same of it, as far as Prometheus goes: the first one counts.
                guard known.insert(labels).inserted else { return nil as String? }
                return "\(family.name){\(labels)} \(plainDecimal(sample.value))\n"
            }
            guard !lines.isEmpty else { return "" }
            return "# HELP \(family.name) \(family.help)\n# TYPE \(family.name) gauge\n" + lines.joined()
        }.joined()
    }
}
