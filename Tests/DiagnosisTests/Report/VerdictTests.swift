import Diagnosis
import Testing

@Suite struct VerdictTests {
    /// One sentence of the contract's chapter "Exit codes".
    struct Rule: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var input: VerdictInput
        var verdict: Verdict

        init(
            _ name: String, _ tried: VerdictInput.Tried, causes: [Confidence] = [], expect: String? = nil,
            partlyUnmeasured: Bool = false, onlyLoopbackUp: Bool = false, _ verdict: Verdict
        ) {
            testDescription = name
            input = VerdictInput(
                tried: tried, causes: causes, expected: expect.flatMap(ExpectedCodes.init),
                partlyUnmeasured: partlyUnmeasured, onlyLoopbackUp: onlyLoopbackUp)
            self.verdict = verdict
        }
    }

    static let rules = [
        Rule("a call that fails", .failed, .critical),
        Rule("a call that fails, its cause only possible", .failed, causes: [.possible], .critical),
        Rule("a call that works", .worked, .ok),
        Rule("works, a certain cause beside it", .worked, causes: [.possible, .certain], .warning),
        Rule("works, a likely cause beside it", .worked, causes: [.likely], .warning),
        Rule("works, possible causes only", .worked, causes: [.possible, .possible], .ok),
        Rule("works, a status page unreadable", .worked, partlyUnmeasured: true, .warning),
        Rule("fails, a status page unreadable", .failed, partlyUnmeasured: true, .critical),

        Rule("OPTIONS 200", .optionsAnswered(200), .ok),
        Rule("OPTIONS challenged", .optionsAnswered(401), .ok),
        Rule("OPTIONS 404", .optionsAnswered(404), .ok),
        Rule("OPTIONS 503", .optionsAnswered(503), .warning),
        Rule("OPTIONS 500", .optionsAnswered(500), .ok),
        Rule("OPTIONS 200 by a dead target", .optionsAnswered(200), causes: [.certain], .warning),
        Rule("OPTIONS as expected", .optionsAnswered(401), expect: "200-299,401", .ok),
        Rule("OPTIONS not as expected", .optionsAnswered(404), expect: "200-299,401", .warning),
        Rule("OPTIONS 503 expected", .optionsAnswered(503), expect: "503", .ok),
        Rule("OPTIONS as expected, with a defect", .optionsAnswered(200), causes: [.likely], expect: "200", .warning),

        Rule("call 200", .requestAnswered(200), .ok),
        Rule("call 180 and no more", .requestAnswered(180), .critical),
        Rule("call 302 to where nothing serves", .requestAnswered(302), .critical),
        Rule("call challenged", .requestAnswered(407), causes: [.certain], .critical),
        Rule("call 408 of a server", .requestAnswered(408), causes: [.likely], .critical),
        Rule("call 486", .requestAnswered(486), .critical),
        Rule("call 503", .requestAnswered(503), .critical),
        Rule("call 603", .requestAnswered(603), .critical),
        Rule("call 486 expected", .requestAnswered(486), expect: "486", .ok),
        Rule("call 404 where 486 is expected", .requestAnswered(404), expect: "486", .critical),
        Rule("call 200 where 486 is expected", .requestAnswered(200), expect: "486", .warning),

        Rule(
            "reach: the selected transport is blocked", .reach(selectedAnswers: false, publishedBlocked: false),
            .critical),
        Rule("reach: all are blocked", .reach(selectedAnswers: false, publishedBlocked: true), .critical),
        Rule(
            "reach: another published one is blocked", .reach(selectedAnswers: true, publishedBlocked: true), .warning),
        Rule("reach: open", .reach(selectedAnswers: true, publishedBlocked: false), .ok),

        Rule("status: outage", .status(.outage), causes: [.certain], .critical),
        Rule("status: maintenance", .status(.maintenance), causes: [.certain], .warning),
        Rule("status: degraded", .status(.degraded), .warning),
        Rule("status: operational", .status(.operational), .ok),
        Rule("status: unreadable", .status(.unreadable), causes: [.certain], .unknown),

        Rule("nat without an answering STUN server", .nothingMeasured, causes: [.certain], .unknown),
        Rule("deadline before a target was tried to its end", .unfinished, .unknown),
        Rule("sipdiag's own fault", .ownFault, .unknown),
        Rule("only loopback is up", .failed, onlyLoopbackUp: true, .unknown),
        Rule("only loopback is up, and it answers", .optionsAnswered(200), onlyLoopbackUp: true, .ok),
    ]

    @Test(arguments: rules)
    func followsTheContract(rule: Rule) {
        #expect(rule.input.verdict == rule.verdict)
        #expect(rule.input.exitCode == rule.verdict.exitCode)
    }

    @Test(arguments: rules)
    func anInterruptedRunIsUnknown(rule: Rule) {
        var input = rule.input
        input.interrupted = true
        #expect(input.verdict == .unknown)
        #expect(input.exitCode == 130)
    }

    @Test func exitCodesAreTheNagiosConvention() {
        #expect(Verdict.allCases.map(\.rawValue) == ["ok", "warning", "critical", "unknown"])
        #expect(Verdict.allCases.map(\.exitCode) == [0, 1, 2, 3])
    }

    @Test(arguments: [
        ("200-299,401", [200...299, 401...401]), ("486", [486...486]), ("100-699", [100...699]),
    ])
    func readsExpectedCodes(text: String, ranges: [ClosedRange<Int>]) {
        #expect(ExpectedCodes(text)?.ranges == ranges)
    }

    @Test(arguments: [
        "", ",", "200,", "299-200", "20", "2000", "99", "700", "2xx", "200-", "-200", "200-299-300", "+20", " 200",
    ])
    func refusesOtherCodes(text: String) {
        #expect(ExpectedCodes(text) == nil)
    }
}
