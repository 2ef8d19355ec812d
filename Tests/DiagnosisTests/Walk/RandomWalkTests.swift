import Testing

@testable import Diagnosis

/// Trees and findings that nobody would write: every walk ends, and no linter crashes.
@Suite struct RandomWalkTests {
    /// A small generator with a seed, so that a failure can be repeated.
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 33)) &* 0xff51_afd7_ed55_8ccd
        }
    }

    private static let outcomes = ["answered", "timeout", "refused", "skipped", "exploded", ""]

    /// A tree whose branches lead anywhere: in circles, to nowhere, into itself.
    private static func tree(_ id: String, _ random: inout Random) -> String {
        let names = (0..<6).map { "n\($0)" } + ["missing"]
        func name() -> String { names.randomElement(using: &random) ?? "n0" }
        func node() -> String {
            switch Int.random(in: 0..<7, using: &random) {
            case 0:
                let test = ["sip.options", "sip.call", "sip.nothing"].randomElement(using: &random) ?? ""
                return "{test: \(test), as: a\(Int.random(in: 0..<3, using: &random)), branches: "
                    + "[{when: {a0.outcome: answered}, goto: \(name())}, {when: {a1.code: {min: 3}}, goto: \(name())}]"
                    + (Bool.random(using: &random) ? ", else: \(name())}" : "}")
            case 1:
                return
                    "{ask: What, as: q, choices: {x: X, y: Y}, unattended: \(Bool.random(using: &random) ? "x" : "z"), "
                    + "branches: [{when: {q.answer: x}, goto: \(name())}, {when: {q.answer: y}, goto: \(name())}]}"
            case 2, 3:
                return "{check: What, branches: [{when: {call.code: {min: 400}}, goto: \(name())}], else: \(name())}"
            case 4: return "{include: \(Bool.random(using: &random) ? "a" : "b"), exits: {out: \(name())}}"
            case 5: return "{exit: out}"
            default: return "{conclude: net.closed, confidence: certain, because: \"{a0.code}\"}"
            }
        }
        return """
            schema: sipdiag/playbook/1
            id: \(id)
            title: Random
            subtree: true
            exits: [out]
            inputs: [call]
            start: n0
            nodes:
            \((0..<6).map { "  n\($0): \(node())" }.joined(separator: "\n"))
            """
    }

    @Test(arguments: 0..<300)
    func everyWalkEnds(_ seed: Int) throws {
        var random = Random(state: UInt64(seed))
        let texts = ["a", "b"].map { Self.tree($0, &random) }
        var walk = Walk(
            library: try library(texts[0], texts[1]), playbook: "a", catalogue: TestCatalogue.catalogue,
            unattended: Bool.random(using: &random), allowed: Bool.random(using: &random) ? [.ringsPhone] : [])
        var open: [TestRequest] = []
        var events: [Walk.Event] = [.start]
        var count = 0
        while let event = events.popLast() {
            count += 1
            try #require(count < 100)
            for action in walk.handle(event) {
                switch action {
                case .run(let requests):
                    #expect(Set(open).isDisjoint(with: requests))
                    #expect(Set(requests).count == requests.count)
                    open += requests
                case .ask(let question):
                    events.append(.answer(question.id, Bool.random(using: &random) ? "x" : "y"))
                case .conclude(let end):
                    #expect(end.path.count <= 1001)
                    #expect(walk.waiting == nil)
                }
            }
            if walk.conclusion != nil { break }
            if events.isEmpty, !open.isEmpty {
                let request = open.remove(at: Int.random(in: 0..<open.count, using: &random))
                let finding = Finding(
                    id: "\(request)", test: request.test, parameters: request.parameters,
                    outcome: Self.outcomes.randomElement(using: &random) ?? "", status: .pass, title: "",
                    facts: Bool.random(using: &random) ? ["code": .number(seed)] : [:])
                events.append(.finding(request, finding))
            }
        }
        #expect(walk.conclusion != nil)
        #expect(walk.handle(.deadline) == [])
    }

    @Test(arguments: 0..<100)
    func theLinterBearsAnything(_ seed: Int) {
        var random = Random(state: UInt64(seed))
        let files = ["a", "b"].map { SourceFile(path: "\($0).yaml", text: Self.tree($0, &random)) }
        let (library, diagnostics) = Linter.run(
            layers: [files], catalogue: TestCatalogue.catalogue, vocabulary: ["net.closed"])
        #expect(library != nil)
        #expect(!diagnostics.isEmpty)
    }

    @Test(arguments: 0..<50)
    func theDeadlineEndsAnyWalk(_ seed: Int) throws {
        var random = Random(state: UInt64(seed))
        let texts = ["a", "b"].map { Self.tree($0, &random) }
        var walk = Walk(library: try library(texts[0], texts[1]), playbook: "a", catalogue: TestCatalogue.catalogue)
        _ = walk.handle(.start)
        _ = walk.handle(.deadline)
        #expect(walk.conclusion != nil)
    }

    @Test func aVeryLongPathIsBorne() {
        let nodes = (0..<8000).map { "  n\($0): {check: W, else: n\($0 + 1)}\n" }.joined()
        let text =
            "schema: sipdiag/playbook/1\nid: long\ntitle: L\ninputs: []\nstart: n0\nnodes:\n\(nodes)  n8000: {exit: out}\n"
        let (_, diagnostics) = Linter.run(
            layers: [[SourceFile(path: "a.yaml", text: text.replacing("inputs", with: "exits: [out]\ninputs"))]],
            catalogue: TestCatalogue.catalogue, vocabulary: [])
        #expect(diagnostics.map(\.rule) == [.longPath])
    }

    /// Each tree includes the next one twice: 2^20 ways, none of which may be walked one by one.
    @Test func includesThatDoubleAreBorne() throws {
        let files = (0...20).map { level in
            let node =
                level == 20
                ? "  n: {test: sip.options, as: udp, branches: [{when: {udp.outcome: answered}, goto: out}], else: out}"
                : "  n: {check: W, branches: [{when: {call.origin: remote}, goto: l}], else: r}\n"
                    + "  l: {include: t\(level + 1), exits: {out: out}}\n  r: {include: t\(level + 1), exits: {out: out}}"
            return """
                schema: sipdiag/playbook/1
                id: t\(level)
                title: T
                subtree: true
                exits: [out]
                inputs: [call]
                start: n
                nodes:
                \(node)
                  out: {exit: out}
                """
        }.enumerated().map { SourceFile(path: "\($0.offset).yaml", text: $0.element) }
        let (library, diagnostics) = Linter.run(
            layers: [files], catalogue: TestCatalogue.catalogue, vocabulary: [])
        #expect(Set(diagnostics.map(\.rule)) == [.notCovered])
        var walk = Walk(library: try #require(library), playbook: "t0", catalogue: TestCatalogue.catalogue)
        #expect(walk.handle(.start) == [.run([WalkTests.udp])])
    }
}
