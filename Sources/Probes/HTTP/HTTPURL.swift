/// An `http` or `https` URL without fragment, taken apart (RFC 3986), in normal form: lower-case host, no dot segments.
package struct HTTPURL: Hashable, Sendable, CustomStringConvertible {
    /// The two schemes, with their default ports.
    package enum Scheme: String, Sendable {
        case http
        case https

        package var defaultPort: UInt16 { self == .https ? 443 : 80 }
    }

    package let scheme: Scheme
    /// A name in ASCII, or an address; an IPv6 address without its brackets.
    package let host: String
    package let port: UInt16
    /// Path and query as they go into the request line; begins with `/`.
    package let target: String

    /// The longest URL that is read.
    static let maximumLength = 2048

    /// Reads an absolute URL. A missing path becomes `/`, a fragment is dropped, bytes beyond ASCII in path and query are
    /// percent-encoded.
    package init(_ text: String) throws(HTTPURLError) {
        guard text.utf8.count <= Self.maximumLength else { throw .tooLong }
        guard !text.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) else { throw .badCharacter }
        guard let separator = Self.schemeEnd(in: text) else { throw .missingScheme }
        guard let scheme = Scheme(rawValue: text[..<separator].lowercased()) else {
            throw .unsupportedScheme(String(text[..<separator]))
        }
        let rest = text[separator...].dropFirst()
        guard rest.hasPrefix("//") else { throw .missingHost }
        let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
        let reference = rest[authority.endIndex...].prefix { $0 != "#" }
        self.scheme = scheme
        (host, port) = try Self.hostAndPort(authority, scheme)
        target = Self.normalTarget(reference)
    }

    private init(scheme: Scheme, host: String, port: UInt16, target: String) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.target = target
    }

    /// The URL that a `Location` header or a link means, seen from this one (RFC 3986 §5.2).
    package func resolve(_ reference: String) throws(HTTPURLError) -> HTTPURL {
        if Self.schemeEnd(in: reference) != nil { return try HTTPURL(reference) }
        if reference.hasPrefix("//") { return try HTTPURL("\(scheme.rawValue):\(reference)") }
        let path = target.prefix { $0 != "?" }
        let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
        return switch reference.first {
        case nil, "#": self
        case "/": try HTTPURL(origin + reference)
        case "?": try HTTPURL(origin + path + reference)
        default: try HTTPURL(origin + folder + reference)
        }
    }

    /// The same server, another path and query; `target` is the program's own text and begins with `/`.
    package func with(target: String) -> HTTPURL {
        HTTPURL(scheme: scheme, host: host, port: port, target: target)
    }

    /// The value of `Host`: with brackets around IPv6, and the port where it is not the scheme's.
    package var authority: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port == scheme.defaultPort ? name : "\(name):\(port)"
    }

    package var description: String { origin + target }

    private var origin: String { "\(scheme.rawValue)://\(authority)" }
}

/// Why a text is no URL that can be fetched; the descriptions are for the person who wrote it.
package enum HTTPURLError: Error, Hashable, Sendable, CustomStringConvertible {
    case missingScheme
    case unsupportedScheme(String)
    case missingHost
    case badHost
    case badPort
    case credentials
    case badCharacter
    case tooLong

    package var description: String {
        switch self {
        case .missingScheme: "the URL must begin with https:// or http://"
        case .unsupportedScheme(let scheme): "only https and http URLs can be fetched, not \(scheme)"
        case .missingHost: "the URL names no host"
        case .badHost: "the URL's host is neither a name in ASCII (write xn--… for others) nor an address"
        case .badPort: "the URL's port is not a number from 1 to 65535"
        case .credentials: "a URL must not carry a user or password"
        case .badCharacter: "the URL has a space or control character in it"
        case .tooLong: "the URL is longer than \(HTTPURL.maximumLength) bytes"
        }
    }
}
