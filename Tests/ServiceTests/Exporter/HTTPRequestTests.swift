import Testing

@testable import Service

@Suite struct HTTPRequestTests {
    private static func read(_ text: String, step: Int = .max) -> HTTPRequestReader.Reading {
        var reader = HTTPRequestReader()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let reading = reader.receive(Array(rest.prefix(step)))
            rest = rest.dropFirst(step)
            if reading != .more { return reading }
        }
        return .more
    }

    private static let scrape =
        "GET /probe?module=options&target=sip%3A%2B49@x.example%3Btransport=tcp&debug HTTP/1.1\r\n"
        + "Host: x\r\nX-Prometheus-Scrape-Timeout-Seconds:  4.5 \r\nhost: y\r\n\r\n"

    /// However it is cut.
    @Test(arguments: [1, 2, 3, 7, 1000])
    func readsAScrape(step: Int) throws {
        guard case .whole(let request) = Self.read(Self.scrape, step: step) else {
            Issue.record("it is whole")
            return
        }
        #expect(request.method == "GET" && request.path == "/probe")
        #expect(request.parameter("module") == "options" && request.parameter("debug") == "")
        #expect(request.parameter("target") == "sip:+49@x.example;transport=tcp")
        #expect(request.headers == ["host": "x", "x-prometheus-scrape-timeout-seconds": "4.5"])
    }

    @Test func aParameterThatStandsTwiceIsNone() {
        guard case .whole(let request) = Self.read("GET /probe?target=a+b&target=c&x=a+b HTTP/1.0\n\n") else {
            Issue.record("it is whole")
            return
        }
        #expect(request.parameter("target") == nil && request.parameter("x") == "a b")
    }

    @Test(arguments: [
        ("GET / HTTP/2.0\r\n\r\n", 400), ("GET /\r\n\r\n", 400), ("GET  / HTTP/1.1\r\n\r\n", 400),
        ("GET http://x/ HTTP/1.1\r\n\r\n", 400), ("\r\n\r\n", 400), ("\u{16}\u{3}\u{1}\u{2}\r\n\r\n", 400),
        ("GET /%2 HTTP/1.1\r\n\r\n", 400), ("GET /?a=%+1 HTTP/1.1\r\n\r\n", 400), ("GET /%ff HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400), ("GET / HTTP/1.1\r\n: x\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nX: " + String(repeating: "x", count: 9000), 431),
        ("GET / HTTP/1.1\r\nÄ: 1\r\n\r\n", 400),
    ])
    func whatIsNoRequestIsRefused(text: String, status: Int) {
        guard case .wrong(let answer) = Self.read(text) else {
            Issue.record("it is refused")
            return
        }
        #expect(answer.status == status && answer.body.hasSuffix("\n"))
    }

    @Test(
        arguments: [
            (nil, 30_000), ("10", 9500), ("0.2", 500), ("3600", 119_500), ("-1", 30_000), ("nan", 30_000),
            ("x", 30_000),
            ("1e400", 30_000),
        ] as [(String?, Int)])
    func theScrapersPatienceIsKept(header: String?, milliseconds: Int) {
        var request = HTTPRequestHead(method: "GET", path: "/probe")
        request.headers["x-prometheus-scrape-timeout-seconds"] = header
        #expect(ScrapeTimeout.budgetMs(request) == milliseconds)
    }

    @Test func anAnswerIsOneAnswer() {
        let answer = HTTPAnswer.text(503, "later", retryAfter: 7)
        #expect(
            String(decoding: answer.encoded(), as: UTF8.self) == """
                HTTP/1.1 503 Service Unavailable\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Length: 6\r
                X-Content-Type-Options: nosniff\r
                Connection: close\r
                Retry-After: 7\r
                \r
                later

                """)
        #expect(String(decoding: answer.encoded(hasBody: false), as: UTF8.self).hasSuffix("Retry-After: 7\r\n\r\n"))
    }
}
