import Diagnosis

/// The page for who opens the exporter in a browser.
enum ExporterIndex {
    static func page(_ modules: [String]) -> HTTPAnswer {
        let rows = modules.map { "<li><code>/probe?module=\(SafeText.safe($0, for: .html))&amp;target=…</code></li>" }
        return HTTPAnswer(
            status: 200, contentType: "text/html; charset=utf-8",
            body: """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>sipdiag exporter</title></head>
                <body><h1>sipdiag exporter</h1>
                <p>One measurement a scrape; <code>&amp;debug=true</code> shows it as text.
                <a href="/metrics">/metrics</a> is about the exporter itself.</p>
                <ul>
                \(rows.joined(separator: "\n"))
                </ul></body></html>

                """)
    }
}
