import Diagnosis
import Testing

/// Remote text in Markdown and HTML: it shows as itself, and is never markup.
@Suite struct HostileMarkupTests {
    static let hostile = [
        "<script>alert(1)</script>", "</pre><img src=x onerror=alert(1)>", "' onmouseover='x", "\" autofocus \"",
        "| cell | more |", "[link](https://evil.example)", "![image](x)", "`code` ``` fence", "# heading", "**bold**",
        "&lt;b&gt;", "@everyone", "line\nbreak", "\u{1B}[2J", "\u{202E}reversed", "```\n# out\n```",
        // A combining mark makes one character of itself and the markup before it.
        "<\u{301}b>", "|\u{301} cell", "`\u{301}", "a\n\u{301}# heading", "\"\u{301} autofocus", "&\u{301}lt;",
    ]

    static func report(_ text: String) -> Report {
        var report = Report(
            tool: Report.Tool(version: "1"), command: "why", target: text,
            startedAt: Timestamp(millisecondsSince1970: 0), durationMs: 1, verdict: .critical, summary: text)
        report.causes = [
            ReportedCause(
                id: "net.udp-blocked", confidence: .likely, title: text, because: text, explanation: text,
                owner: .network, fix: [text], verify: text, references: [text])
        ]
        report.findings = [
            Finding(id: "a", test: "a", outcome: text, status: .fail, title: text, facts: ["fact": .list([text])])
        ]
        report.messages = [
            RecordedMessage(
                atMs: 0, direction: .received, transport: "udp", local: "192.0.2.1:5060", remote: "192.0.2.2:5060",
                startLine: text, content: .text("\(text)\r\nCall-ID: \(text)\r\n\r\n\(text)"))
        ]
        return report
    }

    /// A page of hostile text has the tags of a page of harmless text, in number and kind.
    @Test(arguments: hostile)
    func addsNoTag(text: String) {
        func tags(_ html: String) -> [String] {
            html.split(separator: "<").dropFirst().map { String($0.prefix { $0 != ">" && $0 != " " }) }
                .filter { $0 != "code" && $0 != "/code" }
        }
        #expect(tags(Self.report(text).html()) == tags(Self.report("harmless").html()))
    }

    /// Outside of code no character of Markdown's own stands unescaped, and no line leaves its table row or fence.
    @Test(arguments: hostile)
    func addsNoMarkdown(text: String) {
        func shape(_ markdown: String) -> [Substring] {
            markdown.split(separator: "\n", omittingEmptySubsequences: false).filter {
                $0.hasPrefix("#") || $0.hasPrefix("|")
            }
            .map { $0.prefix { "#| ".contains($0) } }
        }
        let markdown = Self.report(text).markdown()
        let outside = markdown.split(separator: "\n", omittingEmptySubsequences: false)
            .reduce(into: (lines: [Substring](), fence: Substring?.none)) { state, line in
                if let fence = state.fence {
                    if line == fence { state.fence = nil }
                } else if line.hasPrefix("```") {
                    state.fence = line.prefix { $0 == "`" }
                } else {
                    state.lines.append(line)
                }
            }
        #expect(outside.fence == nil, "a fence stays open")
        let rest = outside.lines.joined(separator: "\n")
        let words = rest.replacing(/\\./, with: "").split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 0 }.map(\.element).joined()
        #expect(!words.contains("<script") && !words.contains("](") && !words.contains("<img"))
        #expect(shape(rest).count == shape(Self.report("harmless").markdown()).count)
    }
}
