import Diagnosis
import Playbooks
import Probes
import TestSupport
import Testing
import YAML

/// The schemas for editors take what the loader takes, and no more.
@Suite struct KnowledgeSchemaTests {
    private static let schemas = KnowledgeSchema(ProbeRegistry.catalogue, causes: CauseVocabulary.ids).documents

    private static func problems(_ text: String) throws -> [String] {
        let root = try YAML.parse(text)
        let kind = try #require(root["schema"]?.text?.split(separator: "/").dropFirst().first)
        let document = try #require(schemas.first { $0.kind == kind }?.document)
        return try JSONSchema(Array(document.compact.utf8)).problems(in: Array(root.json.compact.utf8))
    }

    @Test(arguments: Playbooks.files.map(\.path))
    func aFileThatShipsIsValid(_ path: String) throws {
        let file = try #require(Playbooks.files.first { $0.path == path })
        #expect(try Self.problems("\(file.text)") == [])
    }

    /// A mapping of each kind, with `KEY` where one more key has its place.
    static let mappings = [
        "schema: sipdiag/playbook/1\nid: a\ntitle: T\ninputs: [call]\nstart: a\nKEY\nnodes: {a: {exit: b}}",
        tree("{test: sip.options, as: b, KEY}"),
        tree("{ask: Q, as: b, choices: {c: d}, unattended: c, branches: [], KEY}"),
        tree("{check: Q, KEY}"),
        tree("{include: b, KEY}"),
        tree("{exit: b, KEY}"),
        tree("{conclude: net.closed, confidence: likely, because: So., KEY}"),
        tree("{check: Q, branches: [{when: {call.code: 1}, goto: b, KEY}]}"),
        tree("{check: Q, branches: [{when: {call.code: {KEY}}, goto: b}]}"),
        "schema: sipdiag/playbook/1\nid: a\ntitle: T\ninputs: [call]\nstart: a\napplies_to: {KEY}\nnodes: {a: {exit: b}}",
        "schema: sipdiag/causes/1\nKEY\ncauses: {}",
        "schema: sipdiag/causes/1\ncauses: {a.b: {title: T, owner: you, explain: E, verify: V, KEY}}",
        "schema: sipdiag/codes/1\nKEY",
        "schema: sipdiag/codes/1\ncodes: {408: {title: T, meaning: M, KEY}}",
        "schema: sipdiag/fixtures/1\nplaybook: a\ncases: []\nKEY",
        "schema: sipdiag/fixtures/1\nplaybook: a\ncases: [{name: N, expect: {KEY}}]",
    ]

    private static func tree(_ node: String) -> String {
        "schema: sipdiag/playbook/1\nid: a\ntitle: T\ninputs: [call]\nstart: a\nnodes: {a: \(node)}"
    }

    /// Every key of any schema is tried in every mapping: it is unknown to both, or to neither.
    @Test(arguments: mappings)
    func knowsTheSameKeys(_ mapping: String) throws {
        let keys = Set(
            Self.schemas.flatMap { $0.document.compact.matches(of: /"([a-z_]+)": ?\{/).map { String($0.1) } })
        #expect(keys.count > 40)
        for key in keys.sorted() {
            let text = mapping.replacing("KEY", with: "\(key): x")
            let loaded = Library.load([SourceFile(path: "a.yaml", text: text)]).diagnostics
            guard !loaded.contains(where: { $0.rule == .duplicateKey }) else { continue }
            let isUnknown = loaded.contains { $0.rule == .unknownKey && $0.message.contains("\"\(key)\"") }
            let isRefused = try Self.problems(text).contains { $0.contains("\(key): is not in the schema") }
            // A second kind makes another node, which the loader refuses as such.
            if loaded.contains(where: { $0.rule == .nodeKind }) { continue }
            #expect(isUnknown == isRefused, "\(key) in \(mapping)")
        }
    }
}

extension YAMLNode {
    /// As a reader of YAML 1.2 sees it (core schema).
    fileprivate var json: JSON {
        switch content {
        case .scalar("", quoted: false): .null
        case .scalar("true", quoted: false): .flag(true)
        case .scalar("false", quoted: false): .flag(false)
        case .scalar(let text, quoted: false): StrictNumber.read(text).map { .number($0) } ?? .text(text)
        case .scalar(let text, _): .text(text)
        case .sequence(let nodes): .list(nodes.map(\.json))
        case .mapping(let entries): .object(entries.map { JSON.Member($0.key, $0.value.json) })
        }
    }
}
