import Diagnosis
import Testing

/// Files that come later add to earlier ones, or replace them by id.
@Suite struct LayerTests {
    private static func tree(_ id: String, _ title: String, _ appliesTo: String = "") -> String {
        """
        schema: sipdiag/playbook/1
        id: \(id)
        title: \(title)
        \(appliesTo)
        inputs: []
        start: leaf
        nodes:
          leaf: {conclude: net.closed, confidence: possible, because: So.}
        """
    }

    private static func fixtures(_ playbook: String) -> String {
        "schema: sipdiag/fixtures/1\nplaybook: \(playbook)\ncases: [{name: one, expect: {cause: net.closed}}]\n"
    }

    private static let causes = """
        schema: sipdiag/causes/1
        causes:
          net.closed: {title: "Closed at {target.host}", owner: network, explain: E, verify: V, fix: ["Open {target.host}"]}
        """
    private static let codes = """
        schema: sipdiag/codes/1
        codes:
          408: {title: Request Timeout, meaning: Too late, sent_by: A proxy, playbook: timeout, references: [RFC 3261]}
        classes:
          4xx: {title: Client error, meaning: The request, cause: net.closed}
        q850:
          34: {title: No circuit, meaning: Full}
        """

    private func load(_ layers: [String]...) throws -> Library {
        let files = layers.enumerated().map { layer, texts in
            texts.enumerated().map { SourceFile(path: "\(layer)/\($0.offset).yaml", text: $0.element) }
        }
        let (library, diagnostics) = Library.load(layers: files)
        return try #require(library, "\(diagnostics.map(\.rendered))")
    }

    @Test func aLaterLayerReplacesById() throws {
        let library = try load(
            [
                Self.tree("timeout", "Built in"), Self.fixtures("timeout"), Self.tree("other", "Other"),
                Self.fixtures("other"),
            ],
            [Self.tree("timeout", "Mine")])
        #expect(library.playbooks.mapValues(\.title.value) == ["timeout": "Mine", "other": "Other"])
        #expect(library.fixtures.map(\.playbook.value) == ["other"])
    }

    @Test func fixturesOfTheReplacingLayerStay() throws {
        let library = try load(
            [Self.tree("timeout", "Built in"), Self.fixtures("timeout")],
            [Self.fixtures("timeout"), Self.tree("timeout", "Mine")])
        #expect(library.fixtures.map(\.file) == ["1/0.yaml"])
    }

    @Test func aCodeIsFoundExactlyThenByClassThenByLayer() throws {
        let library = try load(
            [
                Self.tree("class", "C", "applies_to: {codes: [4xx]}"),
                Self.tree("timeout", "T", "applies_to: {codes: [408], symptoms: [works]}"),
            ], [Self.tree("mine", "M", "applies_to: {codes: [480, 5xx], symptoms: [works]}")],
            [Self.tree("top", "M", "applies_to: {codes: [480]}")])
        #expect(
            [408, 404, 480, 503, 600].map { library.playbook(forCode: $0)?.id.value }
                == ["timeout", "class", "top", "mine", nil])
        #expect(library.playbooks(forSymptom: "works").map(\.id.value) == ["mine", "timeout"])
    }

    @Test func aCodeRowIsFoundByCodeThenByClass() throws {
        let library = try load([Self.codes, Self.tree("timeout", "T"), Self.causes])
        #expect(library.row(forCode: 408)?.title.value == "Request Timeout")
        #expect(library.row(forCode: 408)?.playbook?.value == "timeout")
        #expect(library.row(forCode: 499)?.cause?.value == "net.closed")
        #expect(library.row(forCode: 500)?.title.value == nil)
        #expect(library.row(of: .q850, 34)?.meaning.value == "Full")
        #expect(library.rows.map(\.title.value) == ["Request Timeout", "Client error", "No circuit"])
    }

    @Test func aCauseIsFilled() throws {
        let library = try load([Self.causes])
        let cause = try #require(library.causes["net.closed"])
        let filled = cause.filled { Placeholders.fill($0) { $0.fact == "host" ? .text("example.com") : nil } }
        #expect(filled.title.value == "Closed at example.com")
        #expect(filled.fix.map(\.value) == ["Open example.com"])
    }
}
