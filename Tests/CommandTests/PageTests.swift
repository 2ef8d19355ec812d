import TestSupport
import Testing

/// What `why` prints of a word alone: a page for a junior engineer, at 80 columns.
@ReportThread
@Suite struct PageTests {
    nonisolated static let words = [
        "488", "503", "603", "Q.850:34", "Warning:304", "Warning:399", "net.udp-blocked", "one-way-audio",
        "no-response",
    ]

    @Test(arguments: words)
    func isAsRecorded(word: String) throws {
        let name = word.replacing(":", with: "-")
        let text = try Program.run("why", word)
        try Golden.expect(text.output, at: "Pages/\(name).txt")
        #expect(text.lines.allSatisfy { $0.count <= 80 })
        try Golden.expect(try Program.run("why", word, "--format", "markdown").output, at: "Pages/\(name).md")
    }

    @Test(arguments: ["488", "net.udp-blocked"])
    func isAPageOfHTMLToo(word: String) throws {
        let run = try Program.run("why", word, "--format", "html")
        try Golden.expect(run.output, at: "Pages/\(word).html")
        #expect(!run.output.contains("<script") && !run.output.contains("src=") && !run.output.contains("<link"))
    }

    @Test func thePageIsInTheJSON() throws {
        let page = try #require(try Program.run("why", "488", "--json").json()["page"] as? [String: Any])
        #expect(page["measure"] as? String == "sipdiag why 488 sip:bob@example.com")
        let likely = try #require(page["likely"] as? [[String: Any]])
        #expect(likely.first?["id"] as? String == "media.codec-mismatch")
        #expect(likely.allSatisfy { $0["tell"] != nil })
    }
}
