import Probes
import Testing

struct HTTPURLTests {
    @Test(arguments: [
        ("https://status.example.com", "https://status.example.com/"),
        ("HTTPS://Status.Example.COM:443/", "https://status.example.com/"),
        ("http://example.com:8080/a?b=c#d", "http://example.com:8080/a?b=c"),
        ("http://example.com?x=1", "http://example.com/?x=1"),
        ("https://[2001:DB8::1]:8443/s", "https://[2001:db8::1]:8443/s"),
        ("https://192.0.2.1/a/./b/../c/..", "https://192.0.2.1/a/"),
        ("https://example.com/../../x", "https://example.com/x"),
        ("https://example.com:/", "https://example.com/"),
        ("https://example.com/störung", "https://example.com/st%C3%B6rung"),
        ("https://example.com/a/../b?c=/../d", "https://example.com/b?c=/../d"),
    ])
    func valid(text: String, normal: String) throws {
        let url = try HTTPURL(text)
        #expect(url.description == normal)
        #expect(try HTTPURL(normal) == url)
    }

    @Test(arguments: [
        ("", HTTPURLError.missingScheme),
        ("status.example.com", .missingScheme),
        ("example.com:8080/x", .missingScheme),
        ("//example.com/", .missingScheme),
        ("ftp://example.com/", .unsupportedScheme("ftp")),
        ("javascript:alert(1)", .unsupportedScheme("javascript")),
        ("https:", .missingHost),
        ("https:///path", .missingHost),
        ("https://:80/", .missingHost),
        ("https://exa_mple.com\\@evil.example/", .credentials),
        ("https://user:secret@example.com/", .credentials),
        ("https://exämple.com/", .badHost),
        ("https://exa%6dple.com/", .badHost),
        ("https://[2001:db8::1/", .badHost),
        ("https://[fe80::1%25eth0]/", .badHost),
        ("https://[2001:db8::1]x/", .badHost),
        ("https://example.com:0/", .badPort),
        ("https://example.com:65536/", .badPort),
        ("https://example.com:+80/", .badPort),
        ("https://example.com:8 0/", .badCharacter),
        ("https://example.com/a b", .badCharacter),
        ("https://example.com/\r\nX: y", .badCharacter),
        ("https://example.com/" + String(repeating: "a", count: 2048), .tooLong),
    ])
    func invalid(text: String, error: HTTPURLError) {
        #expect(throws: error) { try HTTPURL(text) }
        #expect(!error.description.isEmpty)
    }

    /// RFC 3986 §5.4, from http://a/b/c/d?q (its `;p` is path text like any other).
    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g/"), ("?y", "http://a/b/c/d?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d?q"),
        ("g#s", "http://a/b/c/g"), ("", "http://a/b/c/d?q"), (".", "http://a/b/c/"), ("..", "http://a/b/"),
        ("../g", "http://a/b/g"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("/./g", "http://a/g"),
        ("https://b.example/x", "https://b.example/x"),
    ])
    func resolution(reference: String, expected: String) throws {
        #expect(try HTTPURL("http://a/b/c/d?q").resolve(reference).description == expected)
    }

    @Test(arguments: [("mailto:x@example.com", HTTPURLError.unsupportedScheme("mailto")), ("//u:p@h/", .credentials)])
    func badReferences(reference: String, error: HTTPURLError) throws {
        let base = try HTTPURL("http://a/")
        #expect(throws: error) { try base.resolve(reference) }
    }

    @Test func request() throws {
        let text = String(decoding: HTTPRequest.get(try HTTPURL("https://[2001:db8::1]:8443/a?b")), as: UTF8.self)
        #expect(text.hasPrefix("GET /a?b HTTP/1.1\r\nHost: [2001:db8::1]:8443\r\nUser-Agent: sipdiag\r\n"))
        #expect(text.contains("\r\nConnection: close\r\n"))
        #expect(text.hasSuffix("\r\n\r\n"))
        #expect(!text.replacing("\r\n", with: "").contains { $0.isNewline })
    }
}
