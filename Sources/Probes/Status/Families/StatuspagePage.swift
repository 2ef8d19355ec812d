import Diagnosis

/// Atlassian Statuspage v2 `summary.json` or `status.json`, and incident.io's imitation of it.
enum StatuspagePage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard let page = json["page"], let status = json["status"], case .object = status else { return nil }
        guard let indicator = status["indicator"]?.string else { throw .missingField("status.indicator") }
        // incident.io's page ids are ULIDs.
        let isULID = page["id"]?.string.map { $0.utf8.count == 26 && $0.hasPrefix("01") } ?? false
        var evidence = PageEvidence(family: isULID ? .incidentIO : .statuspage, aggregate: indicator)
        evidence.updated = page["updated_at"]?.string
        evidence.components = components(json["components"]?.elements ?? [])
        evidence.incidents =
            (json["incidents"]?.elements ?? []).compactMap { incident(.incident, $0) }
            + (json["scheduled_maintenances"]?.elements ?? []).compactMap { incident(.maintenance, $0) }
        return evidence
    }

    /// A group speaks through its members; one without any speaks for itself.
    private static func components(_ list: [JSON]) -> [PageEvidence.Component] {
        let parents = Set(list.compactMap { $0["group_id"]?.string })
        let names = list.reduce(into: [String: String]()) { names, item in
            if let id = item["id"]?.string { names[id] = item["name"]?.string }
        }
        return list.filter { item in !(item["id"]?.string.map(parents.contains) ?? false) }.map { item in
            PageEvidence.Component(
                name: item["name"]?.string ?? "", group: item["group_id"]?.string.flatMap { names[$0] },
                word: item["status"]?.string ?? "")
        }
    }

    private static func incident(_ kind: StatusIncident.Kind, _ json: JSON) -> StatusIncident? {
        StatusIncident(
            kind: kind, name: json["name"]?.string,
            status: json["status"]?.string ?? json["resolved_at"]?.string.map { _ in "resolved" },
            impact: json["impact"]?.string,
            started: (json["scheduled_for"] ?? json["started_at"])?.string ?? json["created_at"]?.string,
            ends: json["scheduled_until"]?.string,
            components: (json["components"]?.elements ?? []).compactMap { $0["name"]?.string },
            update: json["incident_updates"]?.elements.first?["body"]?.string)
    }
}
