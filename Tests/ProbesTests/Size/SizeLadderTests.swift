import Testing

@testable import Probes

/// What follows from the sizes that die, with an MTU of 1500 over IPv4.
@Suite struct SizeLadderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var dead: [Int] = []
        var inFragments = SizeLadder.Fate.silent
        var control = SizeLadder.Fate.answered
        var tcp = SizeLadder.Fate.answered
        var smallOverTCP = SizeLadder.Fate.answered
        var resent = 0
        var verdict: SizeLadder.Verdict
    }

    @Test(arguments: [
        Row(testDescription: "nothing", verdict: .clear),
        Row(testDescription: "1450 but in fragments", dead: [1450], inFragments: .answered, verdict: .blackHole),
        Row(testDescription: "two", dead: [1350, 1450], inFragments: .answered, verdict: .blackHole),
        Row(
            testDescription: "1450, where packets get lost", dead: [1450], inFragments: .answered, resent: 2,
            verdict: .undecided),
        Row(testDescription: "1350, and not 1450", dead: [1350], inFragments: .answered, verdict: .undecided),
        Row(testDescription: "what is cut", dead: [1600, 3000], verdict: .fragmentsDropped),
        Row(testDescription: "what is cut into 1500", dead: [1600, 3000], inFragments: .answered, verdict: .blackHole),
        Row(testDescription: "one that is cut, and a larger one not", dead: [1600], verdict: .undecided),
        Row(
            testDescription: "all above a size, over TCP too", dead: [1350, 1450, 1600, 3000], tcp: .silent,
            verdict: .serverLimit),
        Row(testDescription: "all above a size, not over TCP", dead: [1350, 1450, 1600, 3000], verdict: .tooLarge),
        Row(
            testDescription: "all above a size, and all over TCP", dead: [1350, 1450, 1600, 3000], tcp: .silent,
            smallOverTCP: .silent, verdict: .tooLarge),
        Row(testDescription: "everything", dead: SizeLadder.rungs, verdict: .fellSilent),
        Row(testDescription: "from one on everything", dead: [1600, 3000], control: .silent, verdict: .fellSilent),
        Row(
            testDescription: "the smallest of the second round alone", dead: [1450], inFragments: .answered,
            control: .silent, verdict: .undecided),
    ])
    func silence(_ row: Row) {
        var ladder = SizeLadder(invite: nil, packetBytes: 1472)
        for step in ladder.first { ladder.note(step, row.dead.contains(step.bytes) ? .silent : .answered) }
        for step in ladder.second {
            switch step.way {
            case .fragments: ladder.note(step, row.inFragments)
            case .tcp: ladder.note(step, step.bytes == ladder.sizes[0] ? row.smallOverTCP : row.tcp)
            case .usual: ladder.note(step, row.dead.contains(step.bytes) ? .silent : row.control)
            }
        }
        ladder.resent = row.resent
        #expect(ladder.verdict == row.verdict)
    }

    @Test(arguments: [([1350, 1450, 1600, 3000], SizeLadder.Verdict.serverLimit), ([1350, 3000], .undecided)])
    func refusals(_ sizes: [Int], _ verdict: SizeLadder.Verdict) {
        var ladder = SizeLadder(invite: nil, packetBytes: 1472)
        for step in ladder.first { ladder.note(step, sizes.contains(step.bytes) ? .refused(513) : .answered) }
        #expect(ladder.verdict == verdict)
        #expect(ladder.second == [600, 1350].map { SizeLadder.Step(bytes: $0, way: .tcp) })
    }

    /// A size that was answered once is no size that dies.
    @Test func anAnswerCountsForMoreThanSilence() {
        var ladder = SizeLadder(invite: 1043, packetBytes: 1472)
        for fate in [SizeLadder.Fate.silent, .answered, .silent, .unknown] { ladder.note(.init(bytes: 1043), fate) }
        #expect(ladder.fate(1043) == .answered)
        #expect(ladder.sizes == [600, 1043, 1200, 1350, 1450, 1600, 3000])
    }
}
