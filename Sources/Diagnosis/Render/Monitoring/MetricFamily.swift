/// One metric: a row of `MetricFamily.all`. All are gauges, for a run knows nothing of the run before.
struct MetricFamily: Sendable {
    struct Sample {
        /// Beside those that every sample has.
        var labels: [(name: String, value: String)] = []
        var value: Double
    }

    var name: String
    /// The same in every file, or node_exporter complains.
    var help: String
    var samples: @Sendable (Report) -> [Sample]
    /// What is left of it when only the verdict and the time of a report are remembered.
    var remembered: (@Sendable (Verdict, Timestamp) -> Double)?

    init(_ name: String, _ help: String, samples: @escaping @Sendable (Report) -> [Sample]) {
        (self.name, self.help, self.samples) = ("sipdiag_\(name)", help, samples)
    }

    init(_ name: String, _ help: String, value: @escaping @Sendable (Report) -> Double?) {
        self.init(name, help) { report in value(report).map { [Sample(value: $0)] } ?? [] }
    }

    /// Of the verdict, and of the time when the run began.
    init(_ name: String, _ help: String, remembered: @escaping @Sendable (Verdict, Timestamp) -> Double) {
        self.init(name, help) { report in [Sample(value: remembered(report.verdict, report.startedAt))] }
        self.remembered = remembered
    }

    static let all: [MetricFamily] =
        [
            MetricFamily("build_info", "Version of sipdiag and of its playbooks.") { report in
                [
                    Sample(
                        labels: [("version", report.tool.version), ("playbooks", report.tool.playbooks ?? "")],
                        value: 1)
                ]
            },
            MetricFamily("probe_success", "Whether what was probed works, if with a defect: verdict ok or warning.") {
                verdict, _ in verdict == .ok || verdict == .warning ? 1 : 0
            },
            MetricFamily("probe_verdict", "Verdict of the last probe: 0 ok, 1 warning, 2 critical, 3 unknown.") {
                verdict, _ in Double(verdict.exitCode)
            },
            MetricFamily(
                "probe_duration_seconds",
                "Time from the first request byte to the final answer or giving up; of the whole run where none was sent."
            ) { report in
                (report.request?.decimal("rtt_ms") ?? report.request?.decimal("elapsed_ms")
                    ?? Double(report.durationMs)) / 1000
            },
            MetricFamily("probe_sip_status_code", "Last final SIP status code, 0 if none.") { report in
                report.command == "status" ? nil : Double(report.outcome?.code ?? 0)
            },
            MetricFamily("probe_targets", "Addresses behind the name that were tried.") {
                $0.addresses?.decimal("target_count")
            },
            MetricFamily("probe_ip_protocol", "IP version of the last answering or tried address.") { report in
                (report.outcome?.remote ?? report.request?.text("remote")).map { place in
                    // A mask has no brackets.
                    ["[", "ip6-", "private-ip6-"].contains(where: place.hasPrefix) ? 6 : 4
                }
            },
            MetricFamily("probe_tls_earliest_cert_expiry", "When the first certificate of the chain ends, unix time.") {
                $0.finding("tls.handshake")?.text("chain_ends").flatMap(Timestamp.init).map(unixSeconds)
            },
        ] + Measure.all.compactMap(measured) + [
            MetricFamily("diagnosis", "Causes that the last diagnosis found, 1 for each.") { report in
                report.diagnosed.map { cause in
                    Sample(
                        labels: [
                            ("cause", cause.id), ("confidence", cause.confidence.rawValue),
                            ("owner", cause.owner.rawValue),
                        ], value: 1)
                }
            },
            MetricFamily("last_run_timestamp_seconds", "When the last run began, unix time.") { _, began in
                unixSeconds(began)
            },
        ]

    private static func measured(_ measure: Measure) -> MetricFamily? {
        measure.metric.map { metric in
            // Base units: a ratio, not a percentage.
            MetricFamily("probe_\(metric)", measure.help) { report in
                measure.value(report).map { measure.unit == .percent ? $0 / 100 : $0 }
            }
        }
    }

    private static func unixSeconds(_ moment: Timestamp) -> Double { Double(moment.millisecondsSince1970 / 1000) }
}

extension Report {
    /// The causes that speak for the verdict, each once.
    fileprivate var diagnosed: [ReportedCause] {
        var ids: Set<String> = []
        return causes.filter { ($0.id == mainCause?.id || $0.confidence != .possible) && ids.insert($0.id).inserted }
    }
}
