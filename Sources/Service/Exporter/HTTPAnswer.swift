/// What the exporter answers.
package struct HTTPAnswer: Error, Sendable, Equatable {
    package var status: Int
    package var contentType: String
    package var body: String
    /// Seconds.
    package var retryAfter: Int?

    /// A line for people.
    package static func text(_ status: Int, _ line: String, retryAfter: Int? = nil) -> HTTPAnswer {
        HTTPAnswer(
            status: status, contentType: "text/plain; charset=utf-8", body: line + "\n", retryAfter: retryAfter)
    }

    /// Prometheus' text format 0.0.4.
    package static func metrics(_ page: String) -> HTTPAnswer {
        HTTPAnswer(status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8", body: page)
    }

    /// - Parameter hasBody: False for HEAD.
    package func encoded(hasBody: Bool = true) -> [UInt8] {
        var lines = [
            "HTTP/1.1 \(status) \(Self.reasons[status] ?? "")", "Content-Type: \(contentType)",
            "Content-Length: \(body.utf8.count)", "X-Content-Type-Options: nosniff", "Connection: close",
        ]
        if status == 405 { lines.append("Allow: GET, HEAD") }
        if let retryAfter { lines.append("Retry-After: \(retryAfter)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + (hasBody ? body : "")).utf8)
    }

    private static let reasons = [
        200: "OK", 400: "Bad Request", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        408: "Request Timeout", 431: "Request Header Fields Too Large", 503: "Service Unavailable",
    ]
}
