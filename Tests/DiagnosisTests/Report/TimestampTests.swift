import Diagnosis
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (1_795_378_320_000, "2026-11-22T20:12:00.000Z"),
        (951_782_400_123, "2000-02-29T00:00:00.123Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ])
    func writesAndReads(milliseconds: Int, text: String) {
        #expect(Timestamp(millisecondsSince1970: milliseconds).rfc3339 == text)
        #expect(Timestamp(text)?.millisecondsSince1970 == milliseconds)
    }

    @Test(arguments: [
        ("2026-11-22T20:12:00Z", 0), ("2026-11-22T20:12:00.5Z", 500), ("2026-11-22T20:12:00.123999Z", 123),
    ])
    func readsOtherFractions(text: String, milliseconds: Int) {
        #expect(Timestamp(text)?.millisecondsSince1970 == 1_795_378_320_000 + milliseconds)
    }

    @Test(arguments: [
        "", "2026", "2026-11-22", "2026-11-22T20:12:00.000", "2026-11-22T20:12:00.000+01:00", "2026-13-22T20:12:00Z",
        "2026-02-29T20:12:00Z", "1900-02-29T20:12:00Z", "2026-11-31T20:12:00Z", "2026-11-00T20:12:00Z",
        "2026-11-22T24:12:00Z", "2026-11-22T20:60:00Z", "2026-11-22T20:12:60Z", "2026-11-22T20:12:00.Z",
        "2026-11-22T20:12:00,1Z", "2026-11-22 20:12:00Z", "2026-11-22T20:12:00.00aZ", "-026-11-22T20:12:00Z",
        "2026-11-22T20:12:00.\(String(repeating: "1", count: 99))Z",
    ])
    func refuses(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func extremesDoNotTrap() {
        #expect(Timestamp(millisecondsSince1970: .max).rfc3339 == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(millisecondsSince1970: .min).rfc3339 == "0000-01-01T00:00:00.000Z")
    }
}
