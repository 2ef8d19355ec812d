import Diagnosis
import Testing

@testable import Probes

struct PageTimeTests {
    @Test(arguments: [
        ("2026-11-22T20:00:00Z", "2026-11-22T20:00:00.000Z"),
        ("2026-11-22T12:00:00.5-08:00", "2026-11-22T20:00:00.500Z"),
        ("2026-11-22 20:00:00 +0000", "2026-11-22T20:00:00.000Z"),
        ("2026-11-22T21:30:00+01:30", "2026-11-22T20:00:00.000Z"),
        ("Sun, 22 Nov 2026 20:00:00 GMT", "2026-11-22T20:00:00.000Z"),
        ("2 Sep 2026 01:00:00 +0200", "2026-09-01T23:00:00.000Z"),
    ])
    func moments(text: String, expected: String) {
        #expect(PageTime.read(text)?.rfc3339 == expected)
    }

    @Test(arguments: [
        "", "2015-07-24 14:42:10", "2026-11-22", "yesterday", "Sun, 22 Nov 2026", "Sun, 22 Foo 2026 20:00:00 GMT",
        "2026-11-22T20:00:00+1", "2026-11-22T20:00:00+ab:cd", "Sun, 22 Nov 2026 20:00:00 PST",
    ])
    func none(text: String) {
        #expect(PageTime.read(text) == nil)
    }
}
