import Diagnosis
import Testing

@testable import Service

/// One letter a result: `o` ok, `w` warning, `c` critical, `u` unknown. What is new by each: `F`ailed, `R`ecovered,
/// `S`hifted, `[` flapping began, `]` it ended, `.` nothing.
@Suite struct CheckHistoryTests {
    @Test(arguments: [
        ("ooo", 1, 1, "..."),
        ("oco", 1, 1, ".FR"),
        ("cco", 1, 1, "F.R"),
        ("ococcoo", 2, 2, "....F.R"),
        // What fails in another way each time fails all the same.
        ("wcu", 2, 1, ".FS"),
        ("wcw", 1, 1, "FSS"),
        ("cocooc", 2, 2, "......"),
        ("ccococoo", 2, 2, ".F.....R"),
        ("ocococooooooooooooooooooooo", 1, 1, ".FRFRF[................]..."),
    ])
    func results(_ results: String, failAfter: Int, recoverAfter: Int, news: String) {
        let rule = AlertRule(failAfter: failAfter, recoverAfter: recoverAfter)
        var history: CheckHistory?
        var seen = ""
        for (index, letter) in results.enumerated() {
            let result = Self.result(letter, at: index)
            var next = history ?? CheckHistory(first: result)
            seen.append(Self.letter(next.note(result, by: rule)))
            history = next
        }
        #expect(seen == news)
    }

    @Test func sinceAndInARowTellHowLong() {
        var history = CheckHistory(first: Self.result("c", at: 0))
        for index in 0..<3 { _ = history.note(Self.result("c", at: index), by: AlertRule(failAfter: 2)) }
        #expect(history.settled == .critical)
        #expect(history.since == Timestamp(millisecondsSince1970: 60_000))
        #expect(history.inARow == 3)
    }

    @Test(arguments: [
        (59, nil as Int?, 60 as Int?, 1, 0), (60, nil, 60, 0, 0), (1, nil, nil, 0, 0),
        (120, 300, 60, 0, 180), (300, 300, 60, 0, 0),
        // The clock was set back, or the server names a year.
        (-5, 300, 60, 0, 0), (0, 31_536_000, 60, 60, 86_400), (86_400, 31_536_000, 60, 0, 0),
    ])
    func whatItWaitsFor(after seconds: Int, restsUntil: Int?, every: Int?, wait: Int, rest: Int) {
        var history = CheckHistory(first: Self.result("o", at: 0))
        history.restsUntil = restsUntil.map { Timestamp(millisecondsSince1970: 1000 * $0) }
        let now = Timestamp(millisecondsSince1970: 1000 * seconds)
        #expect(history.wait(at: now, every: every) == 1000 * wait)
        #expect(history.rest(at: now) == 1000 * rest)
    }

    static func result(_ letter: Character, at minute: Int) -> CheckHistory.Result {
        let verdicts: [Character: Verdict] = ["o": .ok, "w": .warning, "c": .critical, "u": .unknown]
        return CheckHistory.Result(
            verdict: verdicts[letter] ?? .unknown, cause: letter == "o" ? nil : "net.udp-blocked", line: "\(letter)",
            command: "options",
            at: Timestamp(millisecondsSince1970: 60_000 * minute))
    }

    private static func letter(_ change: CheckHistory.Change) -> Character {
        switch change {
        case .none: "."
        case .failed: "F"
        case .recovered: "R"
        case .shifted: "S"
        case .flappingBegan: "["
        case .flappingEnded: "]"
        }
    }
}
