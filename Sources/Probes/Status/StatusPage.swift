package import Diagnosis

/// Status pages: where their data lies, and what it says.
package enum StatusPage {
    /// A place where a page's data may lie.
    package struct Candidate: Hashable, Sendable {
        package var url: HTTPURL
        /// Where the names are of what `url` counts: laid beside it, member by member.
        package var names: HTTPURL?

        package init(_ url: HTTPURL, names: HTTPURL? = nil) {
            self.url = url
            self.names = names
        }
    }

    /// The places to try for a page, in order: itself, then those where the families keep their data; a feed, which tells
    /// least, comes last. A URL that names a data file stands alone.
    package static func candidates(for url: HTTPURL) -> [Candidate] {
        let path = String(url.target.prefix { $0 != "?" })
        let kuma = uptimeKuma(url, path)
        if let kuma, path.hasPrefix("/api/") { return [kuma] }
        guard ![".json", ".atom", ".rss", ".xml"].contains(where: path.hasSuffix) else { return [Candidate(url)] }
        let endpoints = [
            "/api/v2/summary.json", "/summary.json", "/index.json", "/api/v1/components?per_page=200", "/summary",
            "/history.atom",
        ]
        let others = endpoints.map { url.with(target: $0) }.filter { $0 != url }.map { Candidate($0) }
        return [Candidate(url)] + (kuma.map { [$0] } ?? []) + others
    }

    /// Uptime Kuma serves the page of a slug at `/status/SLUG`, and its data in two parts.
    private static func uptimeKuma(_ url: HTTPURL, _ path: String) -> Candidate? {
        for prefix in ["/status/", "/api/status-page/heartbeat/"] where path.hasPrefix(prefix) {
            let slug = path.dropFirst(prefix.count)
            guard !slug.isEmpty, !slug.contains("/") else { return nil }
            return Candidate(
                url.with(target: "/api/status-page/heartbeat/\(slug)"),
                names: url.with(target: "/api/status-page/\(slug)"))
        }
        return nil
    }

    /// Understands the body of a 200 answer. The body decides, not its type, which servers set as they like.
    ///
    /// - Parameters:
    ///   - names: The body of the candidate's `names`, where it could be fetched.
    ///   - now: Tells whether an announced maintenance has begun.
    package static func read(
        body: [UInt8], names: [UInt8]? = nil, contentType: String?, url: HTTPURL, now: Timestamp
    ) -> StatusReading {
        do throws(StatusUnreadable) {
            return .read(try evidence(of: body, names, contentType, url).weighed(at: now))
        } catch {
            return .unreadable(error)
        }
    }

    private static func evidence(
        of body: [UInt8], _ names: [UInt8]?, _ contentType: String?, _ url: HTTPURL
    ) throws(StatusUnreadable) -> PageEvidence {
        let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
        let text = Array((body.starts(with: byteOrderMark) ? body.dropFirst(3) : body[...]).drop { $0 <= 0x20 })
        switch text.first {
        case nil:
            throw .empty
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard let json = JSON(text) else { throw .invalidJSON }
            let whole = names.flatMap { JSON($0) }.map { JSON.object(json.members + $0.members) } ?? json
            guard let evidence = try readJSON(whole) else { throw unknown(json) }
            return evidence
        case UInt8(ascii: "<"):
            if let feed = try FeedPage.read(text) { return feed }
            return try HTMLStatusPage(text, host: url.host).read()
        default:
            throw .unknownFormat(contentType: contentType.map { PageText.bounded($0) })
        }
    }

    private static var families: [any JSONFamily.Type] {
        [
            StatuspagePage.self, InstatusPage.self, BetterStackPage.self, CachetPage.self, UptimeKumaPage.self,
            StatusIOPage.self, SlackPage.self, HerokuPage.self, GooglePage.self,
        ]
    }

    /// The evidence of the first family that knows the shape; nil where none does.
    static func readJSON(_ json: JSON) throws(StatusUnreadable) -> PageEvidence? {
        for family in families {
            if let evidence = try family.read(json) { return evidence }
        }
        return nil
    }

    private static func unknown(_ json: JSON) -> StatusUnreadable {
        let words = ["message", "error", "detail"].lazy.compactMap { json[$0]?.string }
        return .unknownJSON(message: words.first.map { PageText.bounded($0) })
    }
}

/// Software that publishes its state as JSON.
protocol JSONFamily {
    /// Nil where the JSON is of another family.
    static func read(_ json: JSON) throws(StatusUnreadable) -> PageEvidence?
}
