import Diagnosis
import Testing

@Suite struct SafeTextTests {
    @Test(arguments: [
        ("200 OK", "200 OK"),
        ("Gäste, 日本語, 🙂", "Gäste, 日本語, 🙂"),
        ("back\\slash \"quoted\"", "back\\slash \"quoted\""),
        ("\u{1B}[31mred", "\\x1B[31mred"),
        ("a\r\nb", "a\\x0D\\x0Ab"),
        ("tab\there", "tab\\x09here"),
        ("nul\0del\u{7F}", "nul\\x00del\\x7F"),
        ("c1\u{9B}31m\u{85}", "c1\\xC2\\x9B31m\\xC2\\x85"),
        (
            "\u{202E}rtl\u{2066}\u{2069}\u{200E}\u{200F}",
            "\\xE2\\x80\\xAErtl" + "\\xE2\\x81\\xA6\\xE2\\x81\\xA9" + "\\xE2\\x80\\x8E\\xE2\\x80\\x8F"
        ),
        ("\u{61C}\u{2028}\u{2029}", "\\xD8\\x9C\\xE2\\x80\\xA8\\xE2\\x80\\xA9"),
        ("\u{FEFF}\u{E0041}", "\\xEF\\xBB\\xBF\\xF3\\xA0\\x81\\x81"),
        ("", ""),
    ])
    func showsWhatWouldSteerATerminal(text: String, shown: String) {
        #expect(SafeText.safe(text) == shown)
    }

    @Test(arguments: [
        (200, "a", String(repeating: "a", count: 200)),
        (201, "a", String(repeating: "a", count: 200) + "…"),
        // An escape is shown whole or not at all.
        (51, "\0", String(repeating: "\\x00", count: 50) + "…"),
        // Combining marks count: one letter cannot carry thousands of them.
        (1_000, "\u{301}", String(repeating: "\u{301}", count: 200) + "…"),
    ])
    func cutsALineAt200Characters(count: Int, unit: String, shown: String) {
        let safe = SafeText.safe(String(repeating: unit, count: count))
        #expect(Array(safe.unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test func keepsLineBreaksInATraceAndNothingElse() {
        #expect(
            SafeText.safe("a\r\nb\nc\rd\u{1B}\u{2028}\t\r\n", for: .trace) == "a\nb\nc\\x0Dd\\x1B\\xE2\\x80\\xA8\\x09\n"
        )
        let long = String(repeating: "x", count: 70_000)
        #expect(SafeText.safe(long, for: .trace) == long)
    }

    @Test func makesOneParagraph() {
        #expect(SafeText.safe("one\r\ntwo\nthree\rfour\n", for: .paragraph) == "one two three\\x0Dfour ")
        #expect(SafeText.safe(String(repeating: "x", count: 5_000), for: .paragraph).unicodeScalars.count == 4_001)
    }

    @Test(arguments: [
        ("a\"b\\c", "a\\\"b\\\\c"),
        ("\r\n\t", "\\r\\n\\t"),
        ("\u{1B}\u{7F}\u{9B}\u{202E}", "\\u001b\\u007f\\u009b\\u202e"),
        ("\u{E0041}é", "\\udb40\\udc41é"),
    ])
    func escapesForJSON(text: String, quoted: String) throws {
        #expect(SafeText.safe(text, for: .json) == quoted)
        let read = try JSON.parse(Array("\"\(quoted)\"".utf8))
        #expect(read == .text(text))
    }

    @Test(
        arguments: [
            (Array("plain ä".utf8), "plain ä"),
            ([0x41, 0xFF, 0x42], "A\\xFFB"),
            ([0xC3], "\\xC3"),
            ([0xE2, 0x82, 0x41], "\\xE2\\x82A"),
            // Too long a form of "/", a surrogate, and beyond Unicode.
            ([0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF5], "\\xC0\\xAF\\xED\\xA0\\x80\\xF5"),
            ([0xC3, 0xA4, 0x80, 0x0D], "ä\\x80\r"),
            ([], ""),
        ] as [([UInt8], String)])
    func decodesBytesThatAreNoText(bytes: [UInt8], text: String) {
        #expect(SafeText.decode(bytes) == text)
    }

    @Test func noFormatLetsAnUnsafeCharacterThrough() {
        let all = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init).filter { !SafeText.isSafe($0) }
        #expect(all.count > 200)
        let text = all.map { String($0) }.joined()
        for format in SafeText.Format.allCases {
            let shown = SafeText.safe(text, for: format).unicodeScalars
            #expect(shown.allSatisfy { SafeText.isSafe($0) || ([.trace, .htmlTrace].contains(format) && $0 == "\n") })
        }
    }
}
