import Testing

@testable import Probes

/// What counts for calls, on a page built for the case.
struct StatusWeighingTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        var indicator = "none"
        /// Name and status.
        var components: [(String, String)] = []
        /// Name, status, impact, component.
        var incidents: [(String, String, String, String?)] = []
        let voice: StatusLevel
        let basis: StatusReport.Basis
        var overall: StatusLevel?
        var testDescription: String { name }
    }

    static let voiceUp = ("Voice", "operational")
    static let cases = [
        Case(
            name: "aggregate worse than what is named", indicator: "critical",
            components: [voiceUp, ("SMS", "degraded_performance")], voice: .outage, basis: .unnamed),
        Case(
            name: "an unclear component on a page that lists voice", indicator: "major",
            components: [voiceUp, ("Platform", "major_outage")], voice: .operational, basis: .notAffected,
            overall: .outage),
        Case(
            name: "an unclear component on a page that does not", indicator: "major",
            components: [("Platform", "major_outage")], voice: .outage, basis: .noVoiceComponent),
        Case(
            name: "only other things on a page that does not", indicator: "major",
            components: [("Billing", "major_outage"), ("Platform", "operational")], voice: .operational,
            basis: .notAffected, overall: .outage),
        Case(
            name: "an incident that names nothing", components: [voiceUp],
            incidents: [("Elevated errors", "investigating", "minor", nil)], voice: .degraded, basis: .unnamed),
        Case(
            name: "an incident answered for by its components", components: [voiceUp],
            incidents: [("Elevated errors", "investigating", "minor", "Platform")], voice: .operational,
            basis: .notAffected, overall: .degraded),
        Case(
            name: "open without impact is not green", incidents: [("Inbound calls", "identified", "none", nil)],
            voice: .degraded, basis: .named),
        Case(
            name: "monitoring rises to the aggregate", indicator: "minor",
            incidents: [("Inbound calls", "monitoring", "critical", nil)], voice: .degraded, basis: .named),
        Case(
            name: "resolved is over", incidents: [("Inbound calls", "resolved", "critical", nil)], voice: .operational,
            basis: .notAffected),
        Case(
            name: "unresolved is not", incidents: [("Inbound calls", "Unresolved", "critical", nil)], voice: .outage,
            basis: .named),
        Case(
            name: "partially resolved is not", incidents: [("Inbound calls", "Partially resolved", "minor", nil)],
            voice: .degraded, basis: .named),
        Case(
            name: "an unknown word on something else", indicator: "minor",
            components: [("Voice", "degraded_performance"), ("Website", "wobbly")], voice: .degraded, basis: .named),
        Case(
            name: "voice worse than the aggregate", components: [("Voice", "full_outage")], voice: .outage,
            basis: .named),
    ]

    @Test(arguments: cases)
    func weighing(_ item: Case) throws {
        let components = item.components.map { #"{"name":"\#($0)","status":"\#($1)"}"# }
        let incidents = item.incidents.map { name, status, impact, component in
            let listed = component.map { #"{"name":"\#($0)"}"# } ?? ""
            return #"{"name":"\#(name)","status":"\#(status)","impact":"\#(impact)","components":[\#(listed)]}"#
        }
        let body = """
            {"page":{"id":"p"},"status":{"indicator":"\(item.indicator)"},
            "components":[\(components.joined(separator: ","))],"incidents":[\(incidents.joined(separator: ","))]}
            """
        let report = try statusReport(Array(body.utf8))
        #expect(report.voice == item.voice)
        #expect(report.basis == item.basis)
        #expect(report.overall == item.overall ?? item.voice)
    }

    @Test(arguments: [
        ("SIP Trunking", VoiceRelevance.voice), ("Elastic SIP", .voice), ("sip.example.com", .voice),
        ("VoIP", .voice), ("Programmable Voice", .voice), ("PSTN connectivity", .voice), ("Call routing", .voice),
        ("Inbound calls", .voice), ("DID numbers", .voice), ("Termination (US)", .voice), ("Telefonie", .voice),
        ("SMS and Voice", .voice), ("Toll-Free", .voice), ("Téléphonie", .voice),
        ("SMS dashboard", .other), ("Billing", .other), ("E-mail", .other), ("Messaging API", .other),
        ("Website", .other), ("Video calls", .other), ("API", .unclear), ("Europe", .unclear), ("", .unclear),
        ("Some users did not log in", .unclear), ("API calls fail", .unclear), ("Gossip", .unclear),
        ("Recall notice", .unclear), ("Candid", .unclear),
    ])
    func relevance(name: String, expected: VoiceRelevance) {
        #expect(VoiceWords.relevance(of: name) == expected)
    }

    @Test(arguments: [
        ("SIP outage - Resolved", true), ("[Resolved] SIP outage", true), ("Unresolved SIP outage", false),
        ("Partially resolved: SIP outage", false), ("Resolved in London, ongoing in Paris", false),
        ("Not yet resolved", false), ("SIP outage", false),
    ])
    func titles(title: String, isOver: Bool) {
        #expect(StatusWords.titleSaysOver(title) == isOver)
        let incident = StatusIncident(kind: .incident, name: title, status: nil, impact: nil, started: nil)
        #expect((incident == nil) == isOver)
    }

    @Test func pageTextIsBoundedAndWithoutTags() throws {
        let report = try statusReport(statusFixture("own-voice-outage.json"))
        #expect(report.incidents[0].update == "We are working on it & will tell you. alert(1)")
        #expect(report.incidents[0].started == "2026-11-22T19:40:00Z")
        let long = String(repeating: "x", count: 5000)
        let body = """
            {"page":{"status":"UP","updatedAt":"\(long)"},
            "activeIncidents":[{"name":"calls \(long)","status":"\(long)","impact":"\(long)"}]}
            """
        let bounded = try statusReport(Array(body.utf8))
        let texts = bounded.incidents.flatMap { [$0.name, $0.status] } + [bounded.updated ?? long]
        #expect(texts.allSatisfy { $0.unicodeScalars.count == 300 })
    }

    @Test(arguments: [
        ("a < b and c > d", "a < b and c > d"), ("<b>x</b>y", "x y"), ("x<!-- hidden -->y", "x y"),
        ("x<unclosed y", "x"),
        ("&amp;lt;", "&lt;"), ("<", "<"), ("a&nbsp;b\n\n c", "a b c"),
    ])
    func tags(html: String, text: String) {
        #expect(PageText.withoutTags(html) == text)
    }

    @Test func listsAreBounded() throws {
        let incidents = Array(repeating: #"{"name":"calls","status":"open"}"#, count: 200).joined(separator: ",")
        let components = Array(repeating: #"{"name":"SIP","status":"down"}"#, count: 200).joined(separator: ",")
        let body = #"{"page":{"status":"UP"},"activeIncidents":[\#(incidents)],"components":[\#(components)]}"#
        let report = try statusReport(Array(body.utf8))
        #expect(report.incidents.count == 50)
        #expect(report.affected.count == 50)
    }
}
