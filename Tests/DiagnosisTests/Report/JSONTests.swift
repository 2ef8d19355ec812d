import Diagnosis
import Testing

@Suite struct JSONTests {
    @Test(arguments: [
        ("null", JSON.null), (" true ", .flag(true)), ("false", .flag(false)), ("-0", .number(-0.0)), ("0", .number(0)),
        ("1.5e3", .number(1_500)), ("1E-2", .number(0.01)), ("\"\"", .text("")), ("[]", .list([])),
        ("{ }", .object([])),
        ("\u{FEFF}1", .number(1)),
        (#""\"\\\/\b\f\n\r\t\u00e4\uD83D\uDE42""#, .text("\"\\/\u{8}\u{C}\n\r\tä🙂")),
        (
            #"{"b": [1, "x"], "a": {"c": null}}"#,
            .object([
                JSON.Member("b", .list([.number(1), .text("x")])),
                JSON.Member("a", .object([JSON.Member("c", .null)])),
            ])
        ),
    ])
    func reads(text: String, value: JSON) throws {
        #expect(try JSON.parse(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", "the document ends too early", 1, 1),
        ("nul", "a value is expected", 1, 1),
        ("1 2", "something follows the end of the document", 1, 3),
        ("{\"a\": 1,\n \"a\": 2}", "a key is used twice", 2, 2),
        ("{\"a\" 1}", "':' is expected", 1, 6),
        ("{\"a\": 1,}", "a key in quotes is expected", 1, 9),
        ("[1 2]", "',' or ']' is expected", 1, 4),
        ("{\"a\": 1", "',' or '}' is expected", 1, 8),
        ("[1,]", "a value is expected", 1, 4),
        ("\"abc", "the text that begins here has no end", 1, 1),
        ("\"abc\\", "the text that begins here has no end", 1, 1),
        ("\"a\nb\"", "a control character in a text", 1, 3),
        (#""\x""#, "an unknown escape", 1, 2),
        (#""\uD83D""#, "half a surrogate pair", 1, 2),
        (#""\uD83D\u0041""#, "half a surrogate pair", 1, 2),
        (#""\uDE42""#, "half a surrogate pair", 1, 2),
        (#""\u00g0""#, "four hexadecimal digits are expected", 1, 4),
        (#""\u00"#, "four hexadecimal digits are expected", 1, 4),
        ("1e999", "the number is too large", 1, 1),
        ("-", "a digit is expected", 1, 2),
        ("1.", "a digit is expected", 1, 3),
        ("01", "something follows the end of the document", 1, 2),
        ("NaN", "a value is expected", 1, 1),
        ("Infinity", "a value is expected", 1, 1),
    ])
    func refuses(text: String, message: String, line: Int, column: Int) {
        #expect(throws: JSONProblem(message: message, line: line, column: column)) {
            try JSON.parse(Array(text.utf8))
        }
    }

    @Test func refusesBytesThatAreNoUTF8() {
        #expect(throws: JSONProblem(message: "the text is not UTF-8", line: 1, column: 2)) {
            try JSON.parse([0x5B, 0x22, 0xFF, 0x22, 0x5D])
        }
    }

    @Test(arguments: ["[", "{\"a\":"])
    func refusesDepth(open: String) {
        let text = String(repeating: open, count: 1_000_000)
        #expect(throws: JSONProblem.self) { try JSON.parse(Array(text.utf8)) }
    }

    @Test func readsOrdinaryDepth() throws {
        let text = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
        #expect(throws: Never.self) { try JSON.parse(Array(text.utf8)) }
    }

    @Test func refusesSize() {
        let bytes = [UInt8](repeating: 0x20, count: JSON.maximumBytes + 1)
        #expect(throws: JSONProblem(message: "larger than 64 MiB", line: 1, column: 1)) { try JSON.parse(bytes) }
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (21, "21"), (21.4, "21.4"), (-3.5, "-3.5"),
            (9_007_199_254_740_991, "9007199254740991"),
            (1e16, "1e+16"), (1e-7, "1e-07"), (1e300, "1e+300"), (.nan, "null"), (.infinity, "null"),
        ] as [(Double, String)])
    func writesNumbers(number: Double, text: String) {
        #expect(JSON.number(number).compact == text)
    }

    @Test func writesOneLineOrSeveral() {
        let value = JSON.object(["a": .list([.number(1), .flag(true)]), "b": nil, "c": .object([]), "d": .list([])])
        #expect(value.compact == #"{"a": [1, true], "c": {}, "d": []}"#)
        #expect(value.pretty == "{\n  \"a\": [\n    1,\n    true\n  ],\n  \"c\": {},\n  \"d\": []\n}")
    }
}
