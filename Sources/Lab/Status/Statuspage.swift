/// The `summary.json` of an Atlassian Statuspage (API v2) with three components: voice, SMS and the customer portal.
package struct Statuspage: Sendable {
    /// The component's state in the page's words: `operational`, `major_outage`, `under_maintenance`…
    package var voice = "operational"
    package var sms = "operational"
    /// Open incidents or maintenance under way: what it says, its state, whom it concerns.
    package var events: [Event] = []

    package struct Event: Sendable {
        package var name: String
        package var status: String
        package var impact: String
        package var component: String
        package var isMaintenance: Bool

        package init(_ name: String, status: String, impact: String, component: String, isMaintenance: Bool = false) {
            self.name = name
            self.status = status
            self.impact = impact
            self.component = component
            self.isMaintenance = isMaintenance
        }
    }

    package static let voiceName = "SIP Trunking"
    package static let smsName = "SMS"

    package static let green = Statuspage()

    package static let voiceOutage = Statuspage(
        voice: "major_outage",
        events: [
            Event("Inbound and outbound calls fail", status: "investigating", impact: "critical", component: voiceName)
        ])

    package static let smsOutage = Statuspage(
        sms: "major_outage",
        events: [Event("SMS delivery delayed", status: "identified", impact: "major", component: smsName)])

    package static let voiceMaintenance = Statuspage(
        voice: "under_maintenance",
        events: [
            Event(
                "SIP proxies are being replaced", status: "in_progress", impact: "maintenance", component: voiceName,
                isMaintenance: true)
        ])

    package var page: StatusPagePlan { .json(text) }

    /// The worst of the components, in the words of the indicator.
    private var indicator: String {
        if voice == "major_outage" { return "critical" }
        if sms == "major_outage" { return "major" }
        return voice == "under_maintenance" ? "maintenance" : "none"
    }

    var text: String {
        let incidents = events.filter { !$0.isMaintenance }.map(json).joined(separator: ",")
        let maintenances = events.filter(\.isMaintenance).map(json).joined(separator: ",")
        let components = [(Self.voiceName, voice), (Self.smsName, sms), ("Customer Portal", "operational")]
            .map { name, state in #"{"id":"\#(name)","name":"\#(name)","status":"\#(state)","group_id":null}"# }
            .joined(separator: ",")
        return """
            {"page":{"id":"sipdiaglab","name":"Lab Telecom","url":"http://status.lab.sipdiag.test",\
            "time_zone":"Etc/UTC","updated_at":"2026-11-22T20:00:00.000Z"},\
            "status":{"indicator":"\(indicator)","description":"Lab"},"components":[\(components)],\
            "incidents":[\(incidents)],"scheduled_maintenances":[\(maintenances)]}
            """
    }

    private func json(_ event: Event) -> String {
        """
        {"id":"1","name":"\(event.name)","status":"\(event.status)","impact":"\(event.impact)",\
        "created_at":"2026-11-22T19:40:00.000Z","scheduled_for":"2026-11-22T19:40:00.000Z",\
        "components":[{"id":"\(event.component)","name":"\(event.component)"}],\
        "incident_updates":[{"status":"\(event.status)","body":"Our engineers are at it."}]}
        """
    }
}
