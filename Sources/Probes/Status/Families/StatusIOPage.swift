import Diagnosis

/// status.io, `https://api.status.io/1.0/status/ID`: a number for each state, components with containers (places) in them.
enum StatusIOPage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard let result = json["result"], let overall = result["status_overall"] else { return nil }
        guard let code = overall["status_code"]?.integer else { throw .missingField("status_overall.status_code") }
        var evidence = PageEvidence(family: .statusIO, aggregate: levels[code]?.rawValue ?? "\(code)")
        evidence.updated = overall["updated"]?.string
        evidence.components = (result["status"]?.elements ?? []).flatMap(components)
        evidence.incidents =
            (result["incidents"]?.elements ?? []).compactMap(incident)
            + (result["maintenance"]?["active"]?.elements ?? []).compactMap { maintenance($0, "in progress") }
            + (result["maintenance"]?["upcoming"]?.elements ?? []).compactMap { maintenance($0, "scheduled") }
        return evidence
    }

    /// 600 is a security event: something is wrong, and it need not touch the service.
    private static let levels: [Int: StatusLevel] = [
        100: .operational, 200: .maintenance, 300: .degraded, 400: .outage, 500: .outage, 600: .degraded,
    ]

    private static let phases = [100: "investigating", 200: "identified", 300: "monitoring", 400: "resolved"]

    /// A component speaks through its containers; one without any speaks for itself.
    private static func components(_ json: JSON) -> [PageEvidence.Component] {
        let name = json["name"]?.string ?? ""
        let containers = json["containers"]?.elements ?? []
        guard !containers.isEmpty else { return [component(json, name: name, group: nil)] }
        return containers.map { component($0, name: $0["name"]?.string ?? "", group: name) }
    }

    private static func component(_ json: JSON, name: String, group: String?) -> PageEvidence.Component {
        let code = json["status_code"]?.integer
        return PageEvidence.Component(
            name: name, group: group, word: json["status"]?.string ?? code.map { "\($0)" } ?? "",
            level: code.flatMap { levels[$0] })
    }

    private static func incident(_ json: JSON) -> StatusIncident? {
        guard json["datetime_resolved"]?.string == nil else { return nil }
        let latest = json["messages"]?.elements.last
        return StatusIncident(
            kind: .incident, name: json["name"]?.string,
            status: latest?["state"]?.integer.flatMap { phases[$0] } ?? "open",
            impact: latest?["status"]?.integer.flatMap { levels[$0]?.rawValue },
            started: json["datetime_open"]?.string, components: affected(json), update: latest?["details"]?.string)
    }

    private static func maintenance(_ json: JSON, _ status: String) -> StatusIncident? {
        StatusIncident(
            kind: .maintenance, name: json["name"]?.string, status: status, impact: "maintenance",
            started: json["datetime_planned_start"]?.string, ends: json["datetime_planned_end"]?.string,
            components: affected(json))
    }

    private static func affected(_ json: JSON) -> [String] {
        (json["components_affected"]?.elements ?? []).compactMap { $0["name"]?.string }
    }
}
