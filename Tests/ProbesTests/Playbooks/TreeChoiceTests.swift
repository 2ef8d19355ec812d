import Diagnosis
import Playbooks
import Probes
import Testing

/// Which tree explains what, out of the knowledge that ships.
@Suite struct TreeChoiceTests {
    private static let library = Library.load(Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }).library

    private static func call(_ outcome: String, _ origin: String, _ method: String?, _ code: Int?) -> Finding {
        var facts: [String: Value] = ["origin": .text(origin), "provisional": .text("none")]
        facts["method"] = method.map { .text($0) }
        facts["code"] = code.map { .number($0) }
        return Finding(id: "call", test: "call", outcome: outcome, status: .fail, title: "The call", facts: facts)
    }

    private static func target(user: Bool) -> Finding {
        Finding(
            id: "target", test: "target", outcome: "given", status: .pass, title: "",
            facts: [
                "has_user": .flag(user), "uri": .text("sip:example.com"), "host": .text("example.com"),
                "kind": .text("domain"),
            ])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var outcome = "response"
        var origin = "remote"
        var method: String? = "INVITE"
        var code: Int?
        /// Nil: only the server was asked for.
        var user: Bool?
        var tree: String?

        var testDescription: String { "\(method ?? outcome) \(code ?? 0) \(user == true ? "user" : "server")" }
    }

    @Test(
        arguments: [
            Row(code: 401, user: true, tree: "sip-401"), Row(code: 407, user: false, tree: "sip-401"),
            Row(method: "REGISTER", code: 403, user: true, tree: "sip-403"), Row(code: 404, tree: "sip-404"),
            Row(code: 603, user: true, tree: "sip-603"), Row(code: 302, user: true, tree: "sip-3xx"),
            Row(code: 408, user: true, tree: "sip-408"), Row(code: 503, user: true, tree: "sip-503"),
            Row(code: 500, user: true, tree: "sip-500"), Row(code: 555, user: true, tree: "sip-500"),
            Row(code: 420, user: true, tree: "sip-420"), Row(code: 499, user: true, tree: "sip-4xx"),
            Row(code: 200, user: true), Row(code: 180, user: true),
            // A server in good health answers OPTIONS with all kinds of codes.
            Row(method: "OPTIONS", code: 401), Row(method: "OPTIONS", code: 404, user: false),
            Row(method: "OPTIONS", code: 408), Row(method: "OPTIONS", code: 302, user: false),
            Row(method: "OPTIONS", code: 404, user: true, tree: "sip-404"),
            Row(method: "OPTIONS", code: 503, tree: "sip-503"), Row(method: "OPTIONS", code: 500, tree: "sip-500"),
            Row(outcome: "unknown", origin: "unknown", method: nil, code: 404, user: false, tree: "sip-404"),
            Row(outcome: "unknown", origin: "unknown", method: nil, code: 486, user: true, tree: "sip-486"),
            Row(outcome: "unknown", origin: "unknown", method: nil, user: true, tree: "sip-408"),
            Row(outcome: "timeout", origin: "local_timeout", user: true, tree: "sip-408"),
            Row(outcome: "dns", origin: "local_dns", method: nil, user: true, tree: "sip-408"),
        ])
    func tree(_ row: Row) throws {
        let library = try #require(Self.library)
        let call = Self.call(row.outcome, row.origin, row.method, row.code)
        let chosen = TreeChoice.main(for: call, target: row.user.map(Self.target), in: library)
        #expect(chosen?.id.value == row.tree)
    }

    /// Code, what stands in the way now, and whether the code's own meaning is told beside it.
    @Test(arguments: [
        (486, "no_route", true), (404, "answered", true), (408, "no_route", false), (503, "denied", false),
    ])
    func whatWasSeenElsewhereKeepsItsMeaning(_ code: Int, _ now: String, _ isTold: Bool) throws {
        let library = try #require(Self.library)
        let call = Self.call("unknown", "unknown", nil, code)
        let target = Self.target(user: true)
        let located = Finding(id: "dns.locate", test: "dns.locate", outcome: "found", status: .pass, title: "")
        let options = Finding(
            id: "sip.options", test: "sip.options", outcome: now, status: .fail, title: "",
            facts: ["code": .number(200)])
        let catalogue = ProbeRegistry.catalogue
        let findings = [located, options].map { finding in
            var finding = finding
            finding.parameters = catalogue.tests[finding.test]?.parameters(with: [:]) ?? [:]
            return finding
        }
        let tree = try #require(TreeChoice.main(for: call, target: target, in: library))
        let main = Replay.walk(
            tree.id.value, library: library, catalogue: catalogue, findings: findings + [call, target], answers: [:])
        let row = CodeMeaning.row(for: call, target, main, library)
        #expect((row != nil) == isTold)
        let judgement = Judgement(library: library, call: call, target: target, main: main, row: row, beside: [])
        let ids = judgement.causes.map(\.id)
        #expect(Set(ids).count == ids.count, "\(ids)")
        if let cause = row?.cause?.value { #expect(ids.contains(cause)) }
    }

    /// The whole IANA registry: nobody who meets a final code gets no tree.
    @Test func everyFinalCodeHasATree() throws {
        let library = try #require(Self.library)
        let codes = library.codes.keys.filter { $0 >= 300 }
        #expect(codes.count == 66)
        #expect(codes.filter { library.playbook(forCode: $0) == nil } == [])
    }

    /// What people see without a code, in the words of `response-codes.md` 8.
    @Test(
        arguments: [
            "no-response", "trying-then-nothing", "ringing-then-cancelled", "no-audio", "one-way-audio",
            "drops-after-32s", "drops-at-fixed-time", "tls-failed", "connection-refused", "no-inbound-calls",
            "intermittent",
        ])
    func everySymptomHasATree(symptom: String) throws {
        let library = try #require(Self.library)
        let call = CallFinding.seenElsewhere(symptom: symptom, title: "Something")
        let tree = TreeChoice.main(for: call, target: Self.target(user: true), in: library)
        #expect(tree?.symptoms.map(\.value).contains(symptom) == true)
        #expect(library.row(forSymptom: symptom)?.likely.isEmpty == false)
    }

    /// The page of a code tells its causes apart by these lines.
    @Test func everyCauseSaysHowToTellIt() throws {
        let library = try #require(Self.library)
        #expect(library.sortedCauses.filter { $0.tell == nil }.map(\.id.value) == [])
    }
}
