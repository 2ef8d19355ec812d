/// The one request that sipdiag sends over HTTP.
package enum HTTPRequest {
    /// A GET that asks for one uncompressed answer on a connection of its own.
    package static func get(_ url: HTTPURL) -> [UInt8] {
        Array(
            """
            GET \(url.target) HTTP/1.1\r
            Host: \(url.authority)\r
            User-Agent: sipdiag\r
            Accept: application/json, text/html;q=0.8, */*;q=0.5\r
            Accept-Encoding: identity\r
            Connection: close\r
            \r

            """.utf8)
    }
}
