import Diagnosis
import Testing
import YAML

/// What each matcher takes, and what the texts are made of.
@Suite struct MatcherTests {
    private static let place = Place(file: "", line: 1, column: 1)
    private static func at<T>(_ value: T) -> Located<T> { Located(value, at: place) }
    private static func words(_ words: String...) -> [Located<String>] { words.map(at) }

    static let table: [(Matcher, takes: [Value], refuses: [Value?])] = [
        (.equals(at("a")), [.text("a")], [.text("A"), .text("ab"), .list(["a"]), nil]),
        (.equals(at("408")), [.number(408), .text("408")], [.number(409), .flag(true), nil]),
        (.equals(at("true")), [.flag(true)], [.flag(false), .number(1), nil]),
        (.oneOf(words("a", "b")), [.text("a"), .text("b")], [.text("c"), nil]),
        (.oneOf(words("0408")), [.text("0408")], [.number(408)]),
        (.range(min: at(2), max: at(15)), [.number(2), .number(14.9)], [.number(1.9), .number(15), .text("3"), nil]),
        (.range(min: nil, max: at(0)), [.number(-1)], [.number(0), nil]),
        (.range(min: at(0), max: nil), [.number(0), .number(1e9)], [.number(-0.1), nil]),
        (
            .contains(at("Busy")), [.text("too BUSY"), .list(["idle", "busy"])],
            [.text("bus"), .number(1), .list([]), nil]
        ),
        (.present(true), [.text(""), .number(0), .list([])], [nil]),
        (.present(false), [], [.text(""), .number(0)]),
        (.not(words("a", "1")), [.text("b"), .number(2)], [.text("a"), .number(1), nil]),
    ]

    @Test(arguments: table)
    func takesAndRefuses(_ matcher: Matcher, _ takes: [Value], _ refuses: [Value?]) {
        for value in takes { #expect(matcher.matches(value), "\(value)") }
        for value in refuses { #expect(!matcher.matches(value), "\(String(describing: value))") }
    }

    @Test func onlyAbsenceMatchesWhatWasNotMeasured() {
        #expect(Matcher.present(false).matches(nil))
    }

    @Test(
        arguments: [
            ("0", 0), ("408", 408), ("-1.5", -1.5), ("0.25", 0.25), ("0408", nil), ("1e3", nil), ("+1", nil),
            ("1.", nil),
            (".5", nil), ("", nil), ("-", nil), ("1:30", nil), ("0x10", nil), ("nan", nil), ("١", nil),
            ("123456789012345678901", nil), ("-0.0.1", nil),
        ] as [(String, Double?)])
    func numbersAreStrict(_ text: String, _ number: Double?) {
        #expect(StrictNumber.read(text) == number)
    }

    @Test(arguments: [
        ("plain", "plain"), ("{a.b}", "B"), ("x {a.b}{a.b} y", "x BB y"), ("{a.c}", "not measured"),
        ("{nodot}", "not measured"), ("{ a.b }", "{ a.b }"), ("{}", "{}"), ("{{a.b}}", "{B}"), ("{a.b", "{a.b"),
        ("a}b{", "a}b{"), ("{é.b}", "{é.b}"), ("{a.b.c}", "not measured"),
    ])
    func placeholders(_ text: String, _ filled: String) {
        #expect(Placeholders.fill(text) { $0 == FactName("a", "b") ? .text("B") : nil } == filled)
    }

    @Test(
        arguments: [
            (.number(21), "21"), (.number(0.5), "0.5"), (.number(1e300), "1e+300"), (.flag(true), "true"),
            (.list(["a", "b"]), "a, b"), (.text(""), ""),
        ] as [(Value, String)])
    func valuesPrint(_ value: Value, _ text: String) {
        #expect(value.printed == text)
    }
}
