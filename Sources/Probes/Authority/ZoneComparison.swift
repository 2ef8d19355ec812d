import DNS
import Net

/// The resolver's answers beside those of the zones' own servers.
struct ZoneComparison: Sendable {
    struct Row: Sendable {
        let question: DNSQuestion
        let resolver: QueryResult
        /// The answers of the servers asked, one for each serial number of the zone.
        let zone: [(serial: UInt32, result: QueryResult)]

        /// Where the zone's own servers do not agree, an answer that one of them gives is not wrong.
        var verdict: AnswerComparison {
            let verdicts = zone.map { AnswerComparison(resolver: resolver, zone: $0.result, serial: $0.serial) }
            return verdicts.first { $0 == .same } ?? verdicts.first { $0 != .unknown } ?? .unknown
        }
    }

    var rows: [Row] = []
    /// A reply of the resolver shows an older serial number than the zone's own servers have.
    var isBehind = false

    func questions(_ verdict: AnswerComparison) -> [Row] { rows.filter { $0.verdict == verdict } }

    /// How many questions both sides answered.
    var compared: Int { rows.count { $0.verdict != .unknown } }
}

/// Asks the zones' own servers what the resolver was asked.
@NetActor
struct ZoneComparer {
    let context: ProbeContext
    let surveyor: ZoneSurveyor
    let surveys: [ZoneSurvey]

    /// Questions that are compared.
    private static let maximumQuestions = 24

    func compare(_ steps: [Location.Step]) async -> ZoneComparison {
        let rows = await concurrently(Array(steps.prefix(Self.maximumQuestions))) { step in
            let speakers = survey(of: step.question.name)?.speakers ?? []
            let answers = await concurrently(speakers) { await surveyor.askServer(step.question, at: $0.endpoint) }
            let zone = zip(speakers, answers).map { (serial: $0.standing.serial ?? 0, result: $1) }
            return ZoneComparison.Row(question: step.question, resolver: step.result, zone: zone)
        }
        let unasked = steps.dropFirst(Self.maximumQuestions).map {
            ZoneComparison.Row(question: $0.question, resolver: $0.result, zone: [])
        }
        return ZoneComparison(
            rows: rows + unasked,
            isBehind: rows.contains { isBehind($0) } || surveys.contains(where: \.isResolverBehind))
    }

    /// Where the zones' own servers lead: what is theirs they answer, the rest the resolver.
    func location(_ request: ServerLocator.Request, knowing comparison: ZoneComparison) async -> Location {
        await context.dns.locate(request) { question in
            let row = comparison.rows.first { $0.question == question }
            if let known = row?.zone.first?.result { return known }
            guard let speaker = survey(of: question.name)?.speakers.first else {
                return await context.dns.ask(question)
            }
            return await surveyor.askServer(question, at: speaker.endpoint)
        }
    }

    /// The zone nearest to the name.
    private func survey(of name: DomainName) -> ZoneSurvey? {
        surveys.filter { name.isWithin($0.zone) }.max { $0.zone.wire.count < $1.zone.wire.count }
    }

    private func isBehind(_ row: ZoneComparison.Row) -> Bool {
        guard let old = row.resolver.serial else { return false }
        return row.zone.contains { SerialNumber.isOlder(old, than: $0.serial) }
    }
}

extension NameServerStanding {
    var serial: UInt32? { if case .serves(let serial) = self { serial } else { nil } }
}
