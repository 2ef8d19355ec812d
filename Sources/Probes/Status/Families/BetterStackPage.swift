import Diagnosis

/// Better Stack `index.json` (JSON:API): sections, resources and reports lie side by side in `included`.
enum BetterStackPage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard let attributes = json["data"]?["attributes"] else { return nil }
        guard let state = attributes["aggregate_state"]?.string else {
            throw .missingField("data.attributes.aggregate_state")
        }
        let included = json["included"]?.elements ?? []
        let resources = included.filter { $0["type"]?.string == "status_page_resource" }
        let names = nameTable(resources, "public_name")
        var evidence = PageEvidence(family: .betterStack, aggregate: state)
        evidence.updated = attributes["updated_at"]?.string
        evidence.components = components(
            resources, sections: nameTable(included.filter { $0["type"]?.string == "status_page_section" }, "name"))
        evidence.incidents = included.filter { $0["type"]?.string == "status_report" }
            .compactMap { report($0["attributes"], names, isMaintenanceNow: StatusWords.level(state) == .maintenance) }
        return evidence
    }

    /// A resource without a state, or not monitored, says nothing.
    private static func components(_ resources: [JSON], sections: [String: String]) -> [PageEvidence.Component] {
        resources.compactMap { resource in
            guard let word = resource["attributes"]?["status"]?.string, word != "not_monitored" else { return nil }
            return PageEvidence.Component(
                name: resource["attributes"]?["public_name"]?.string ?? "",
                group: identifier(resource["attributes"]?["status_page_section_id"]).flatMap { sections[$0] },
                word: word)
        }
    }

    /// A report that has ended is over. A maintenance has its planned end from the beginning: the page's state tells
    /// whether it is under way.
    private static func report(
        _ attributes: JSON?, _ names: [String: String], isMaintenanceNow: Bool
    ) -> StatusIncident? {
        let isMaintenance = attributes?["report_type"]?.string == "maintenance"
        let hasEnded = attributes?["ends_at"]?.string != nil
        let status = isMaintenance ? (isMaintenanceNow ? "in progress" : "scheduled") : (hasEnded ? "resolved" : "open")
        let touched = attributes?["affected_resources"]?.elements ?? []
        return StatusIncident(
            kind: isMaintenance ? .maintenance : .incident, name: attributes?["title"]?.string, status: status,
            impact: attributes?["aggregate_state"]?.string, started: attributes?["starts_at"]?.string,
            components: touched.compactMap { identifier($0["status_page_resource_id"]).flatMap { names[$0] } })
    }

    private static func nameTable(_ items: [JSON], _ key: String) -> [String: String] {
        items.reduce(into: [:]) { names, item in
            if let id = identifier(item["id"]) { names[id] = item["attributes"]?[key]?.string }
        }
    }

    /// JSON:API ids are texts, references to them numbers.
    private static func identifier(_ json: JSON?) -> String? {
        json?.string ?? json?.integer.map { String($0) }
    }
}
