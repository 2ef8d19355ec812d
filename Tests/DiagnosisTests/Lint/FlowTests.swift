import Testing

@testable import Diagnosis

/// What is known about a fact after branches, and where paths meet.
@Suite struct FlowTests {
    private static func word(_ words: String..., absent: Bool = false) -> FactState {
        FactState(words: Set(words), mayBeAbsent: absent)
    }
    private static let absent = FactState(mayBeSet: false)

    @Test(arguments: [
        (word("a"), word("b"), word("a", "b"), word()),
        (word("a", "b"), word("b", "c"), word("a", "b", "c"), word("b")),
        (word("a"), FactState(), FactState(), word("a")),
        (word("a"), absent, word("a", absent: true), FactState(words: ["a"], mayBeSet: false, mayBeAbsent: false)),
    ])
    func words(_ one: FactState, _ other: FactState, _ joined: FactState, _ narrowed: FactState) {
        #expect(one.joined(other) == joined)
        #expect(other.joined(one) == joined)
        #expect(one.narrowed(other) == narrowed)
        #expect(other.narrowed(one) == narrowed)
    }

    @Test(arguments: [
        (word(), true), (word("a"), false), (word(absent: true), false), (absent, false), (FactState(), false),
        (FactState(mayBeSet: false, mayBeAbsent: false), true),
    ])
    func impossible(_ state: FactState, _ isImpossible: Bool) {
        #expect(state.isImpossible == isImpossible)
    }

    @Test func numbersKeepTheirRange() {
        func points(_ known: NumberRange?, _ min: Double?, _ max: Double?) -> [Double] {
            let place = Place(file: "", line: 1, column: 1)
            let matcher = Matcher.range(
                min: min.map { Located($0, at: place) }, max: max.map { Located($0, at: place) })
            return FactPoints.points(.number, FactState(range: known), [matcher]).compactMap { point in
                if case .number(let number) = point.value { number } else { nil }
            }
        }
        #expect(points(nil, 300, 500) == [0, 1, 299, 300, 301, 499, 500, 501])
        #expect(points(nil, nil, 0) == [-1, 0, 1])
        #expect(points(nil, 0, nil) == [0, 1])
        #expect(points(nil, 0.5, nil) == [0, 0.25, 0.5, 1.5])
        let redirects = NumberRange(around: 300, between: [300, 400]).joined(.init(around: 350, between: [300, 400]))
        #expect(points(redirects, 302, nil) == [300, 301, 302, 303, 399])
        let others = NumberRange(around: 400, between: [400]).joined(.init(around: 500, between: [400]))
        #expect(redirects.narrowed(others).isEmpty)
        #expect(!redirects.joined(others).isEmpty)
        #expect(redirects.joined(others).upper == nil)
    }

    @Test func aGroupIsMissingWhereOnePathDidNotMeasureIt() {
        var with = FlowState(groups: ["udp": GroupState()], trail: ["a", "b"])
        with.join(FlowState(unobserved: ["a", "c"], trail: ["a", "c"]))
        #expect(with.groups["udp"]?.missing == ["a", "c"])
        #expect(with.unobserved == ["a", "c"])
    }

    /// The later checks are reached only where nothing was measured, or where something was, and know it.
    @Test func absenceIsRemembered() {
        let tree = """
            schema: sipdiag/playbook/1
            id: tree
            title: T
            exits: [out]
            inputs: [call]
            start: first
            nodes:
              first: {check: W, branches: [{when: {call.origin: remote}, goto: udp}], else: second}
              udp: {test: sip.options, as: udp, else: second}
              second: {check: W, branches: [{when: {udp.outcome: {present: false}}, goto: third}], else: fourth}
              third: {check: W, branches: [{when: {udp.outcome: {present: false}}, goto: out}]}
              fourth:
                check: W
                branches:
                  - when: {udp.outcome: [answered, timeout, refused, skipped, error]}
                    goto: out
              out: {exit: out}
            """
        let (_, diagnostics) = Linter.run(
            layers: [[SourceFile(path: "a.yaml", text: tree)]], catalogue: TestCatalogue.catalogue, vocabulary: [])
        #expect(Set(diagnostics.map(\.rule)) == [.notCovered], "\(diagnostics.map(\.rendered))")
    }

    @Test(
        arguments: [
            ("sip.optoins", "sip.options"), ("sip.option", "sip.options"), ("dns.resolve", nil), ("", nil),
            ("sip.opitons.x", "sip.options"), ("call", nil),
        ] as [(String, String?)])
    func nearNames(_ word: String, _ near: String?) {
        #expect(NearName.of(word, among: ["sip.options", "sip.call", "dns.resolve"].filter { $0 != word }) == near)
    }
}
