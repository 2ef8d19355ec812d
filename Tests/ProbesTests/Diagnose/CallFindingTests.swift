import Diagnosis
import Net
import Probes
import TestSupport
import Testing

@Suite struct CallFindingTests {
    /// What OPTIONS came to, the name lookup's status; what the call came to, and by whom.
    typealias Row = (options: String, located: Finding.Status, outcome: String, origin: String)

    private static func options(_ outcome: String) -> Finding {
        Finding(
            id: "sip.options", test: "sip.options", outcome: outcome, status: .fail, title: "OPTIONS: \(outcome)",
            facts: [
                "transport": .text("udp"), "remote": .text("192.0.2.10:5060"), "elapsed_ms": .number(21),
                "sent": .number(4), "code": .number(200), "reason": .text("OK"), "local": .text("192.0.2.7:40000"),
                "local_port": .number(40_000),
            ])
    }

    private static let located = Finding(
        id: "dns.locate", test: "dns.locate", outcome: "x", status: .pass, title: "DNS: x")

    @Test(
        arguments: [
            ("answered", .pass, "response", "remote"), ("timeout", .pass, "timeout", "local_timeout"),
            ("silent", .pass, "timeout", "local_timeout"), ("mismatched", .pass, "timeout", "local_timeout"),
            ("trying", .pass, "timeout", "local_timeout"), ("not_sip", .pass, "not_sip", "local_transport"),
            ("no_target", .fail, "dns", "local_dns"), ("no_target", .skip, "unknown", "unknown"),
            ("cut", .pass, "unknown", "unknown"), ("skipped", .pass, "unknown", "unknown"),
            ("error", .pass, "unknown", "unknown"), ("connect_timeout", .pass, "transport", "local_transport"),
            ("closed", .pass, "transport", "local_transport"), ("refused", .pass, "transport", "local_transport"),
            ("rejected", .pass, "transport", "local_transport"), ("unreachable", .pass, "transport", "local_transport"),
            ("no_route", .pass, "transport", "local_transport"), ("denied", .pass, "transport", "local_transport"),
        ] as [Row])
    func fate(_ row: Row) throws {
        var located = Self.located
        located.status = row.located
        let call = CallFinding.state(Self.options(row.options), method: "OPTIONS", location: located)
        #expect(call.outcome == row.outcome)
        #expect(call.text("origin") == row.origin)
        #expect((call.facts["code"] != nil) == (row.outcome == "response"))
        #expect(call.text("provisional") == (row.options == "trying" ? "trying" : "none"))
        #expect(call.number("retransmits") == 3)
        #expect(call.number("local_port") == 40_000)
        try CatalogueCheck.check(call, ProbeRegistry.catalogue)
    }

    /// Every outcome of the row has its line above.
    @Test func allOutcomesAreTold() {
        for outcome in OptionsProbe.definition.outcomes {
            let call = CallFinding.state(Self.options(outcome.word), method: "OPTIONS", location: Self.located)
            let known = Inputs.call.outcomes.contains { $0.word == call.outcome }
            #expect(known, "\(outcome.word)")
            if outcome.evidence == .notMeasured { #expect(call.outcome == "unknown", "\(outcome.word)") }
        }
    }

    @Test func cutSaysSo() {
        let call = CallFinding.state(Self.options("cut"), method: "OPTIONS", location: Self.located)
        #expect(call.title.hasPrefix("The run ended before any target was tried to its end."))
    }

    @Test func seenElsewhere() throws {
        let call = CallFinding.seenElsewhere(code: 408, phrase: "Request Timeout")
        #expect(call.title == "408 Request Timeout, seen elsewhere")
        try CatalogueCheck.check(call, ProbeRegistry.catalogue)
    }
}
