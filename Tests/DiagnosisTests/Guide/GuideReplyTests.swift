import Diagnosis
import Testing

/// What people type, and what it means.
@Suite struct GuideReplyTests {
    private static let choice = GuideStep(
        id: "who", question: "Who?",
        choices: [.init("everybody", "Everybody here"), .init("only_me", "Only one phone")], numbers: 300...699)
    private static let free = GuideStep(id: "target", question: "Where?")

    @Test(
        arguments: [
            ("1", .answer("everybody")), (" 2 ", .answer("only_me")), ("ONLY_ME", .answer("only_me")),
            ("403", .answer("403")), ("back", .back), ("B", .back), ("skip", .skip), ("don't  know", .skip),
            ("why do you ask?", .why), ("w", .why), ("q", .quit), ("Quit", .quit),
        ] as [(String, GuideReply)])
    func choices(line: String, reply: GuideReply) {
        #expect(GuideReply(line, to: Self.choice) == reply)
    }

    @Test(arguments: ["", "  ", "3", "0", "-1", "299", "everybdy", "\u{1B}[2J", String(repeating: "x", count: 400)])
    func whatIsNoChoiceGetsAHint(line: String) {
        guard case .unusable(let hint) = GuideReply(line, to: Self.choice) else {
            Issue.record("\(line) was taken")
            return
        }
        #expect(!hint.isEmpty)
    }

    @Test func textIsTakenWhereTextIsAsked() {
        #expect(GuideReply("  sip:bob@example.com ", to: Self.free) == .answer("sip:bob@example.com"))
        #expect(GuideReply("back", to: Self.free) == .back)
    }

    /// Plain lines of at most so many columns, with every choice in them.
    @Test(arguments: [40, 80])
    func fitsTheTerminal(width: Int) {
        let lines = Self.choice.lines(width: width, canGoBack: true)
        #expect(lines.allSatisfy { $0.count <= width })
        #expect(lines.joined().contains("Everybody here") && lines.joined(separator: " ").contains("back"))
    }
}
