/// Status pages: where their data lies, and what it says.
package enum StatusPage {
    /// The URLs to try for a page, in order: itself, then the places where the families keep their data. One that names a
    /// JSON file stands alone.
    package static func candidates(for url: HTTPURL) -> [HTTPURL] {
        let path = url.target.prefix { $0 != "?" }
        guard !path.hasSuffix(".json") else { return [url] }
        let endpoints = [
            "/api/v2/summary.json", "/summary.json", "/index.json", "/api/v1/components?per_page=200", "/summary",
        ]
        return [url] + endpoints.map { url.with(target: $0) }.filter { $0 != url }
    }

    /// Understands the body of a 200 answer. The body decides, not its type, which servers set as they like.
    package static func read(body: [UInt8], contentType: String?, url: HTTPURL) -> StatusReading {
        let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
        let text = Array((body.starts(with: byteOrderMark) ? body.dropFirst(3) : body[...]).drop { $0 <= 0x20 })
        switch text.first {
        case nil:
            return .unreadable(.empty)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard let json = JSONValue(text) else { return .unreadable(.invalidJSON) }
            return readJSON(json) ?? .unreadable(unknown(json))
        case UInt8(ascii: "<"):
            return HTMLStatusPage(text, host: url.host).read()
        default:
            return .unreadable(.unknownFormat(contentType: contentType.map { PageText.bounded($0) }))
        }
    }

    /// The reading of the first family that knows the shape; nil where none does.
    static func readJSON(_ json: JSONValue) -> StatusReading? {
        let families: [(JSONValue) -> StatusReading?] = [
            StatuspagePage.read, InstatusPage.read, BetterStackPage.read, CachetPage.read,
        ]
        for read in families {
            if let reading = read(json) { return reading }
        }
        return nil
    }

    private static func unknown(_ json: JSONValue) -> StatusUnreadable {
        let words = ["message", "error", "detail"].lazy.compactMap { json[$0]?.string }
        return .unknownJSON(message: words.first.map { PageText.bounded($0) })
    }
}
