import Diagnosis

extension PageEvidence {
    /// What the evidence means for calls.
    func weighed(at now: Timestamp) throws(StatusUnreadable) -> StatusReport {
        var evidence = self
        evidence.incidents = incidents.map { $0.at(now) }
        return try evidence.report()
    }

    private func report() throws(StatusUnreadable) -> StatusReport {
        let total = aggregate.flatMap(StatusWords.level) ?? .operational
        let overall = worst(components.map { $0.level ?? .operational } + incidents.map { effect($0, total) } + [total])
        let (voice, basis) = voiceLevel(total)
        if let word = doubt(overall: overall, voice: voice) { throw .unknownWord(word) }
        guard voice > .operational || !isPartial else { throw .onlyFirstPage }
        return StatusReport(
            family: family, overall: overall, voice: voice, basis: basis, incidents: Array(incidents.prefix(50)),
            affected: Array(affected.prefix(50)), listsVoice: listsVoice, updated: updated.map { PageText.bounded($0) })
    }

    private var listsVoice: Bool { components.contains { $0.relevance == .voice } }

    private var affected: [StatusComponent] {
        components.compactMap { component in
            guard let level = component.level, level > .operational else { return nil }
            return StatusComponent(name: component.name, level: level, relevance: component.relevance)
        }
    }

    /// How bad an incident makes things. While a fix is being watched it makes nothing worse than the page itself says.
    private func effect(_ incident: StatusIncident, _ total: StatusLevel) -> StatusLevel {
        let level = incident.impact ?? .degraded
        return switch (incident.kind, incident.phase) {
        case (_, .scheduled): .operational
        case (.maintenance, _): .maintenance
        case (.incident, .monitoring): min(level, total)
        case (.incident, .open): level
        }
    }

    /// The worst that can be said of calls, and what it rests on; the better reason where two are equally bad.
    private func voiceLevel(_ total: StatusLevel) -> (StatusLevel, StatusReport.Basis) {
        let named = worst(
            affected.filter { $0.relevance == .voice }.map(\.level)
                + incidents.filter { $0.relevance == .voice }.map { effect($0, total) })
        // An incident that names components is answered for by them, where the page lists voice at all.
        let unnamed = worst(
            incidents.filter { $0.relevance == .unclear && !(listsVoice && !$0.components.isEmpty) }
                .map { effect($0, total) } + [isExplained(total) ? .operational : total])
        let unclear = listsVoice ? .operational : worst(affected.filter { $0.relevance == .unclear }.map(\.level))
        let voice = max(named, unnamed, unclear)
        return switch voice {
        case .operational: (voice, .notAffected)
        case named: (voice, .named)
        case unnamed: (voice, .unnamed)
        default: (voice, .noVoiceComponent)
        }
    }

    /// Something on the page accounts for the aggregate, as bad as it is.
    private func isExplained(_ total: StatusLevel) -> Bool {
        worst(affected.map(\.level) + incidents.filter { $0.phase != .scheduled }.map { $0.impact ?? total }) >= total
    }

    /// The unknown word on which a good verdict would hang; nil where there is none.
    private func doubt(overall: StatusLevel, voice: StatusLevel) -> String? {
        guard overall == .operational || voice == .operational else { return nil }
        if let aggregate, StatusWords.level(aggregate) == nil { return PageText.bounded(aggregate) }
        return components.first { $0.level == nil && (overall == .operational || $0.relevance != .other) }
            .map { $0.word.isEmpty ? "(none)" : $0.word }
    }

    private func worst(_ levels: [StatusLevel]) -> StatusLevel { levels.max() ?? .operational }
}
