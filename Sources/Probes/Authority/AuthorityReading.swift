import DNS
import Diagnosis
import Net

/// What the name servers' words come to: the outcome and the facts of `dns.authority`.
struct AuthorityReading: Sendable {
    let surveys: [ZoneSurvey]
    let comparison: ZoneComparison
    let resolvers: [Endpoint]
    /// OPTIONS to the addresses that the resolver's answers lead to, and to those that only the zone's do.
    var here: [ExchangeResult] = []
    var elsewhere: [ExchangeResult] = []

    var hasDifference: Bool { !withheld.isEmpty || !differing.isEmpty }

    private var withheld: [ZoneComparison.Row] { comparison.questions(.withheld) }
    private var differing: [ZoneComparison.Row] { comparison.questions(.differs) }
    private var servers: [ZoneSurvey.Server] { surveys.flatMap(\.servers) }
    /// Zones that a server of theirs serves: beside it another one can be found wanting.
    private var served: [ZoneSurvey] { surveys.filter { !$0.speakers.isEmpty } }

    var measurement: Measurement { Measurement(verdict.outcome, verdict.title, facts) }

    private var verdict: (outcome: String, title: String) {
        let zone = surveys.first.map { "\($0.zone)" } ?? ""
        if let row = withheld.first { return ("withheld", "The resolver withholds \(row.question): \(describe(row))") }
        if let row = differing.first {
            return ("differs", "The resolver and the zone differ on \(row.question): \(describe(row))")
        }
        guard !servers.isEmpty else { return ("no_zone", "Name servers: there is none to ask for \(zone)") }
        guard !served.isEmpty else {
            if let survey = surveys.first(where: \.isIntercepted) {
                let who = survey.isAnsweredNearby ? "The first router" : "A resolver on the way"
                return ("intercepted", "\(who) answers in the place of all name servers of \(survey.zone)")
            }
            for survey in surveys {
                guard let server = survey.servers.first(where: \.standing.isReply) else { continue }
                return ("unserved", "No name server of \(survey.zone) serves it: \(describe(server))")
            }
            return ("unreachable", "No name server of \(zone) answers this host directly")
        }
        for survey in served {
            guard let server = (survey.lame + survey.mute).first else { continue }
            return ("lame", "A name server of \(survey.zone) does not serve it: \(describe(server))")
        }
        if let survey = surveys.first(where: { $0.speakers.count > 1 }) {
            return ("inconsistent", "The name servers of \(survey.zone) have different versions of it")
        }
        guard comparison.compared > 0 else {
            return (
                "uncompared", "The name servers of \(zone) serve it; no answer could be compared with the resolver's"
            )
        }
        let count = Set(servers.map(\.name)).count
        let who = count == 1 ? "The name server of \(zone) says" : "The \(count) name servers of \(zone) say"
        return ("consistent", "\(who) what the resolver says")
    }

    private var facts: [String: Value] {
        guard !servers.isEmpty else { return [:] }
        var facts: [String: Value] = [
            "zones": .list(surveys.map { "\($0.zone)" }),
            "servers": .list(servers.map(describe)),
            "resolver": .text(source),
            "compared": .number(comparison.compared),
        ]
        facts["withheld"] = list(withheld.map { "\($0.question): \(describe($0))" })
        facts["differences"] = list(differing.map { "\($0.question): \(describe($0))" })
        facts["withheld_in"] = kinds(withheld)
        facts["differs_in"] = kinds(differing)
        facts["uncompared"] = list(comparison.questions(.unknown).map { "\($0.question)" })
        if comparison.isBehind { facts["behind"] = .flag(true) }
        facts["here"] = word(here)
        facts["elsewhere"] = word(elsewhere)
        facts["elsewhere_targets"] = list(elsewhere.map { "\($0.remote): \($0.words)" })
        facts["lame"] = list((served.isEmpty ? surveys : served).flatMap(\.lame).map(describe))
        facts["mute"] = list(served.flatMap(\.mute).map(describe))
        facts["serials"] = list(surveys.filter { $0.speakers.count > 1 }.flatMap(\.servers).map(describe))
        facts["delegation"] = list(surveys.flatMap(delegation))
        facts["lifetimes"] = list(lifetimes)
        return facts
    }

    /// Whose answers they are that differ.
    private var source: String {
        let rows = withheld + differing
        if !rows.isEmpty, rows.allSatisfy(\.resolver.fromHostsFile) { return "this host's hosts file" }
        return resolvers.map(\.description).joined(separator: ", ")
    }

    /// What records the questions are for.
    private func kinds(_ rows: [ZoneComparison.Row]) -> Value? {
        let kinds = Set(rows.map(\.question.type.isAddress))
        return kinds.first.map { .text(kinds.count > 1 ? "both" : $0 ? "addresses" : "services") }
    }

    /// Nil where nothing answered, and something was not asked to its end.
    private func word(_ results: [ExchangeResult]) -> Value? {
        if results.contains(where: \.isAnswered) { return .text("answered") }
        return results.isEmpty || !results.allSatisfy(\.isComplete) ? nil : .text("failed")
    }

    private func list(_ texts: [String]) -> Value? { texts.isEmpty ? nil : .list(texts) }

    private func describe(_ server: ZoneSurvey.Server) -> String {
        "\(server.name) (\(server.endpoint)) \(server.standing)"
    }

    private func describe(_ row: ZoneComparison.Row) -> String {
        let theirs = row.zone.last { $0.result.message?.flags.contains(.authoritative) == true }
        let who = row.resolver.fromHostsFile ? "this host's hosts file says" : "the resolver says"
        let left = row.resolver.ttl.map { row.resolver.fromHostsFile ? "" : " (for \($0) s more)" } ?? ""
        let isOdd = isInside(row.resolver) && theirs.map { !isInside($0.result) } ?? false
        let view = isOdd ? ", an address that a private view or a filter gives" : ""
        let answer = theirs.map { words($0.result) } ?? ""
        return "\(who) \(words(row.resolver))\(left)\(view), the zone's own server says \(answer)"
    }

    /// An address with no meaning outside of a network, or outside of a host.
    private func isInside(_ result: QueryResult) -> Bool {
        result.records.contains { record in
            guard case .address(let data) = record.data, let address = IPAddress(bytes: data.bytes) else {
                return false
            }
            return address.isPrivate || address.isLoopback || address.isUnspecified
        }
    }

    private func words(_ result: QueryResult) -> String {
        let alias = result.aliases.first.map { "alias of \($0), " } ?? ""
        guard result.records.count > Self.maximumRecords else { return "\(alias)\(result.outcome)" }
        let some = QueryResult.Outcome.records(Array(result.records.prefix(Self.maximumRecords)))
        return "\(alias)\(some) and \(result.records.count - Self.maximumRecords) more"
    }

    private static let maximumRecords = 6

    private func delegation(_ survey: ZoneSurvey) -> [String] {
        guard let own = survey.own, let parents = survey.parents else { return [] }
        return parents.filter { !own.contains($0) }.map { "the zone above lists \($0), \(survey.zone) itself does not" }
            + own.filter { !parents.contains($0) }.map { "\(survey.zone) lists \($0), the zone above does not" }
    }

    private var lifetimes: [String] {
        comparison.rows.compactMap { row in
            guard let result = row.zone.first?.result, !result.records.isEmpty, let ttl = result.ttl else { return nil }
            return Remark.lifetime(row.question, ttl)?.text
        }
    }
}
