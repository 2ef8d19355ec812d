import Diagnosis

/// Instatus `summary.json`, and Checkly's page of the same shape. Instatus says UP while an incident is open.
enum InstatusPage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard let page = json["page"], case .object = page, json["status"] == nil else { return nil }
        guard let status = page["status"]?.string else { throw .missingField("page.status") }
        let incidents = (json["activeIncidents"] ?? json["incidents"])?.elements ?? []
        let maintenances = (json["activeMaintenances"] ?? json["maintenances"])?.elements ?? []
        let isCheckly = status.contains("_") || incidents.contains { $0["severity"] != nil }
        var evidence = PageEvidence(family: isCheckly ? .checkly : .instatus, aggregate: status)
        evidence.updated = (page["updatedAt"] ?? page["updated_at"])?.string
        evidence.components = (json["components"]?.elements ?? []).map { item in
            PageEvidence.Component(
                name: item["name"]?.string ?? "", group: item["group"]?["name"]?.string,
                word: item["status"]?.string ?? "")
        }
        evidence.incidents =
            incidents.compactMap { incident(.incident, $0) } + maintenances.compactMap { incident(.maintenance, $0) }
        return evidence
    }

    private static func incident(_ kind: StatusIncident.Kind, _ json: JSON) -> StatusIncident? {
        StatusIncident(
            kind: kind, name: json["name"]?.string, status: json["status"]?.string,
            impact: (json["impact"] ?? json["severity"])?.string, started: (json["started"] ?? json["start"])?.string,
            components: (json["components"]?.elements ?? []).compactMap { $0["name"]?.string })
    }
}
