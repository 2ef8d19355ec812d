import Diagnosis

/// Uptime Kuma: the heartbeats of each monitor by number, oldest first, and the page that gives the monitors their names.
enum UptimeKumaPage: JSONFamily {
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        guard case .object(let monitors)? = json["heartbeatList"] else { return nil }
        guard !monitors.isEmpty else { throw .nothingListed }
        let names = names(json["publicGroupList"]?.elements ?? [])
        var evidence = PageEvidence(family: .uptimeKuma)
        evidence.components = monitors.map { monitor in
            let beat = monitor.value.elements.last
            let status = beat?["status"]?.integer
            let known = names[monitor.key]
            return PageEvidence.Component(
                name: known?.name ?? "monitor \(monitor.key)", group: known?.group,
                word: status.map { "\($0)" } ?? "", level: status.flatMap { levels[$0] })
        }
        evidence.updated = monitors.compactMap { $0.value.elements.last?["time"]?.string }.max()
        evidence.incidents =
            [json["incident"]].compactMap { $0.flatMap(incident) }
            + (json["maintenanceList"]?.elements ?? []).compactMap(maintenance)
        return evidence
    }

    private static let levels: [Int: StatusLevel] = [0: .outage, 1: .operational, 2: .degraded, 3: .maintenance]

    private static func names(_ groups: [JSON]) -> [String: (name: String, group: String?)] {
        var names: [String: (name: String, group: String?)] = [:]
        for group in groups {
            for monitor in group["monitorList"]?.elements ?? [] {
                guard let id = monitor["id"]?.integer, let name = monitor["name"]?.string else { continue }
                names["\(id)"] = (name, group["name"]?.string)
            }
        }
        return names
    }

    /// A notice pinned to the page; its colour is its weight, and one in a friendly colour reports nothing.
    private static func incident(_ json: JSON) -> StatusIncident? {
        let impacts = ["danger": "outage", "warning": "degraded"]
        guard let impact = json["style"]?.string.flatMap({ impacts[$0] }) else { return nil }
        return StatusIncident(
            kind: .incident, name: json["title"]?.string, status: "open", impact: impact,
            started: json["createdDate"]?.string, update: json["content"]?.string)
    }

    private static func maintenance(_ json: JSON) -> StatusIncident? {
        guard let status = json["status"]?.string, status != "inactive", status != "ended" else { return nil }
        let slot = json["timeslotList"]?.elements.first
        return StatusIncident(
            kind: .maintenance, name: json["title"]?.string, status: status, impact: "maintenance",
            started: slot?["startDate"]?.string, ends: slot?["endDate"]?.string, update: json["description"]?.string)
    }
}
