/// What a status page's server answers.
package struct StatusPagePlan: Sendable {
    package enum Body: Sendable {
        case whole([UInt8])
        /// So many blanks.
        case filler(bytes: Int)
        /// One byte at a time, each after a pause.
        case drip([UInt8], everyMs: Int)

        var count: Int {
            switch self {
            case .whole(let bytes), .drip(let bytes, _): bytes.count
            case .filler(let count): count
            }
        }
    }

    package var status: String
    package var contentType: String
    package var location: String?
    package var body: Body

    package init(
        _ status: String = "200 OK", contentType: String, location: String? = nil, body: Body
    ) {
        self.status = status
        self.contentType = contentType
        self.location = location
        self.body = body
    }

    /// Status line and headers.
    var head: [UInt8] {
        let lines =
            [
                "HTTP/1.1 \(status)", "Server: sipdiag-lab", "Content-Type: \(contentType)",
                "Content-Length: \(body.count)", "Connection: close",
            ] + (location.map { ["Location: \($0)"] } ?? [])
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}

extension StatusPagePlan {
    package static func json(_ text: String) -> StatusPagePlan {
        StatusPagePlan(contentType: "application/json; charset=utf-8", body: .whole(Array(text.utf8)))
    }

    package static func html(_ text: String, _ status: String = "200 OK") -> StatusPagePlan {
        StatusPagePlan(status, contentType: "text/html; charset=utf-8", body: .whole(Array(text.utf8)))
    }

    /// A page for people that says it all in its description.
    package static let operationalHTML = html(
        """
        <!DOCTYPE html><html><head><title>Lab Telecom Status</title>
        <meta property="og:description" content="All Systems Operational"></head>
        <body><h1>All Systems Operational</h1></body></html>
        """)

    /// What an address shows that no status page has any more.
    package static let marketing = html(
        """
        <!DOCTYPE html><html><head><title>Lab Telecom: the cloud phone system for your business</title></head>
        <body><h1>Start your free trial</h1><p>99.999 % availability. Operational in minutes.</p></body></html>
        """)

    package static let brokenJSON = json(#"{"page": {"id": "lab"}, "status": {"indicator": "no"#)

    package static let serverError = html(
        "<html><body>Internal Server Error</body></html>", "500 Internal Server Error")

    /// Leads to itself.
    package static let redirectLoop = StatusPagePlan(
        "302 Found", contentType: "text/html", location: "/again", body: .whole([]))

    /// More than anybody should read.
    package static let endless = StatusPagePlan(contentType: "application/json", body: .filler(bytes: 200 << 20))

    /// The green page, byte by byte.
    package static let drip = StatusPagePlan(
        contentType: "application/json", body: .drip(Array(Statuspage.green.text.utf8), everyMs: 200))
}
