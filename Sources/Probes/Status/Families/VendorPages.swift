import Diagnosis

/// Slack, `/api/v2.0.0/current`: what is open, and nothing of what works.
enum SlackPage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard case .list(let active)? = json["active_incidents"] else { return nil }
        guard let status = json["status"]?.string else { throw .missingField("status") }
        // "active" tells that something is open; how bad it is, the incidents say.
        var evidence = PageEvidence(family: .slack, aggregate: status == "active" && !active.isEmpty ? nil : status)
        evidence.updated = json["date_updated"]?.string
        evidence.incidents = active.compactMap { item in
            let type = item["type"]?.string
            return StatusIncident(
                kind: type == "maintenance" ? .maintenance : .incident, name: item["title"]?.string,
                status: item["status"]?.string, impact: type, started: item["date_created"]?.string,
                components: (item["services"]?.elements ?? []).compactMap(\.string),
                update: item["notes"]?.elements.first?["body"]?.string)
        }
        return evidence
    }
}

/// Heroku, `/api/v4/current-status`: a colour for each system.
enum HerokuPage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard case .list(let systems)? = json["status"], systems.first?["system"] != nil else { return nil }
        var evidence = PageEvidence(family: .heroku)
        evidence.components = systems.map { system in
            let colour = system["status"]?.string ?? ""
            return PageEvidence.Component(
                name: system["system"]?.string ?? "", word: colour, level: StatusWords.colours[colour])
        }
        evidence.incidents =
            (json["incidents"]?.elements ?? []).compactMap { incident(.incident, $0) }
            + (json["scheduled"]?.elements ?? []).compactMap { incident(.maintenance, $0) }
        return evidence
    }

    private static func incident(_ kind: StatusIncident.Kind, _ json: JSON) -> StatusIncident? {
        StatusIncident(
            kind: kind, name: json["title"]?.string,
            status: json["resolved"]?.flag == true ? "resolved" : json["state"]?.string, impact: nil,
            started: json["created_at"]?.string)
    }
}

/// Google Cloud and Workspace, `incidents.json`: the history, newest first; what has no end is open.
enum GooglePage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard case .list(let incidents) = json, incidents.first?["external_desc"] != nil else { return nil }
        guard incidents.allSatisfy({ $0["begin"]?.string != nil }) else { throw .missingField("[].begin") }
        var evidence = PageEvidence(family: .google)
        evidence.updated = incidents.compactMap { $0["modified"]?.string }.max()
        evidence.incidents = incidents.filter { $0["end"]?.string == nil }.compactMap { item in
            StatusIncident(
                kind: .incident, name: item["external_desc"]?.string, status: "open",
                impact: item["status_impact"]?.string, started: item["begin"]?.string,
                components: (item["affected_products"]?.elements ?? []).compactMap { $0["title"]?.string },
                update: item["most_recent_update"]?["text"]?.string)
        }
        return evidence
    }
}
