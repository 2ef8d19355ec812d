import DNS
import Diagnosis
import Net

/// Looks over the records of the domain and the ways of the resolver: what works here, and fails with another phone.
enum AuditProbe: Probe {
    static let definition = TestDefinition(
        "dns.audit", "Looks over the domain's records, chosen by a client or not, and over the resolver's ways.",
        outcomes: [
            .init("clean", "nothing is wrong with them", status: .pass),
            .init("hints", "phones differ in what they do with them", status: .pass),
            .init("defects", "something in them is against an RFC, or some phones fail by it", status: .warn),
            .init("literal", "the target is an address: no DNS involved", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("defects", .list, "what is wrong", setWhen: ["defects"]),
            .init("hints", .list, "what phones differ in", setWhen: ["hints"]),
            .init("notes", .list, "what else is worth knowing"),
        ])

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard let domain = context.locatedDomain else { return Measurement("literal", "Records: there is no name") }
        let location = await context.location()
        let questions = RecordAudit.questions(domain)
        let results = await concurrently(questions) { await context.dns.ask($0) }
        guard !context.hasEnded else { return Measurement("skipped", "Records: the run ended before they were seen") }
        let answers = Dictionary(zip(questions, results)) { first, _ in first }
        let resolver = await ResolverAudit(context: context).remarks(domain, location)
        let remarks = RecordAudit(domain, location, answers).remarks + resolver
        return measurement(of: remarks, domain)
    }

    private static func measurement(of remarks: [Remark], _ domain: DomainName) -> Measurement {
        let bySeverity = Dictionary(grouping: remarks, by: \.severity).mapValues { $0.map(\.text) }
        var facts: [String: Value] = [:]
        facts["defects"] = bySeverity[.defect].map { .list($0) }
        facts["hints"] = bySeverity[.hint].map { .list($0) }
        facts["notes"] = bySeverity[.info].map { .list($0) }
        if let defects = bySeverity[.defect] {
            let more = defects.count > 1 ? " (and \(defects.count - 1) more)" : ""
            return Measurement("defects", "Records: \(defects[0])\(more)", facts)
        }
        guard let hints = bySeverity[.hint] else {
            return Measurement("clean", "The records of \(domain) keep to the rules", facts)
        }
        let more = hints.count > 1 ? " (and \(hints.count - 1) more)" : ""
        return Measurement("hints", "Records: \(hints[0])\(more)", facts)
    }
}
