import Diagnosis
import Testing

@Suite struct CellsTests {
    @Test(arguments: [("abc", 3), ("日本", 4), ("e\u{301}", 1), ("🙂", 2), ("é§…", 3), ("", 0)])
    func measuresColumns(text: String, columns: Int) {
        #expect(Cells.width(of: text) == columns)
    }

    @Test(arguments: [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two", "three"]),
        ("one two three", 13, ["one two three"]),
        ("  spaces   collapse  ", 40, ["spaces collapse"]),
        ("a sip:somebody@long.example.com b", 10, ["a", "sip:somebody@long.example.com", "b"]),
        ("日本 語", 5, ["日本", "語"]),
        ("no room", 0, ["no", "room"]),
        ("no room", -5, ["no", "room"]),
        ("", 10, [""]),
    ])
    func wrapsAtSpaces(text: String, columns: Int, lines: [String]) {
        #expect(Cells.wrap(text, columns: columns) == lines)
    }

    @Test func hangsBehindAPrefix() {
        #expect(Cells.hang("1. ", "allow port 5060", columns: 13) == ["1. allow port", "   5060"])
    }

    @Test func pads() {
        #expect(Cells.pad("日", to: 4) == "日  ")
        #expect(Cells.padLeft("21 ms", to: 7) == "  21 ms")
        #expect(Cells.pad("longer", to: 3) == "longer")
    }

    @Test(arguments: [
        (0, "0 ms"), (999, "999 ms"), (1_000, "1.0 s"), (2_140, "2.1 s"), (2_150, "2.2 s"), (59_949, "59.9 s"),
        (59_950, "1 min 0 s"), (61_250, "1 min 1 s"), (119_500, "2 min 0 s"), (3_600_000, "60 min 0 s"), (-5, "-5 ms"),
        (-2_140, "-2.1 s"), (Int.min, "-153722867280912 min 56 s"),
    ])
    func saysDurations(milliseconds: Int, text: String) {
        #expect(durationText(milliseconds: milliseconds) == text)
    }
}
