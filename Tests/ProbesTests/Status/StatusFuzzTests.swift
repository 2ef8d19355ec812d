import Foundation
import Probes
import TestSupport
import Testing

/// Nothing crashes, and a body cut short is never good news.
struct StatusFuzzTests {
    static let files = [
        "statuspage-summary-docs-major.json", "own-voice-outage.json", "own-betterstack-report.json",
        "cachet-components-v1.json", "own-instatus-voice.json", "own-checkly.json", "own-uptimekuma.json",
        "own-statusio.json", "own-slack.json", "own-heroku.json", "own-google.json",
    ]
    static let pages = [
        "own-statuspage-operational.html", "own-statuspage-incident.html", "own-nextdata.html",
        "own-description-operational.html", "own-history-open.atom", "own-history-resolved.rss",
    ]

    @Test(arguments: files)
    func truncatedJSONIsUnreadable(file: String) throws {
        let body = try statusFixture(file)
        let end = try #require(body.lastIndex(of: UInt8(ascii: "}")))
        for count in stride(from: 0, to: end, by: 7) {
            guard case .unreadable = try readStatus(Array(body[..<count])) else {
                Issue.record("cut at \(count)")
                return
            }
        }
    }

    @Test(arguments: files + pages)
    func mutations(file: String) throws {
        var generator = FixedGenerator(seed: 6)
        let original = try statusFixture(file)
        var readings: Set<StatusReading> = []
        for _ in 0..<400 {
            var body = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                body[Int.random(in: 0..<body.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if Int.random(in: 0..<4, using: &generator) == 0 {
                body.removeLast(Int.random(in: 0...body.count, using: &generator))
            }
            readings.insert(try readStatus(body))
        }
        #expect(readings.count >= 3, "mutations must reach different branches")
    }
}
