/// A Request-URI, or the URI of an address.
package enum URI: Hashable, Sendable {
    /// `sip:` and `sips:`.
    case sip(SIPURI)
    /// `tel:`, RFC 3966.
    case tel(TelURI)
    /// Any other scheme; `rest` is what follows the colon, not looked into.
    case other(scheme: String, rest: String)

    /// Reads the whole text; offsets in errors count from its begin.
    package init(_ text: String) throws(ParseError) {
        var scanner = Scanner(text, header: "URI")
        try self.init(from: &scanner)
    }

    /// Reads to the scanner's end.
    init(from scanner: inout Scanner) throws(ParseError) {
        let start = scanner.position
        guard let scheme = scanner.scheme() else { throw scanner.error(scanner.isAtEnd ? .missingValue : .badScheme) }
        switch scheme.asciiLowercased {
        case "sip": self = .sip(try SIPURI(isSecure: false, from: &scanner))
        case "sips": self = .sip(try SIPURI(isSecure: true, from: &scanner))
        case "tel": self = .tel(try TelURI(from: &scanner))
        default:
            let rest = scanner.position..<scanner.end
            guard !rest.isEmpty else { throw scanner.error(.missingValue) }
            try scanner.checkURIText(start..<scanner.end)
            scanner.position = scanner.end
            self = .other(scheme: scheme, rest: scanner.text(rest))
        }
    }

    /// In small letters.
    package var scheme: String {
        switch self {
        case .sip(let uri): uri.isSecure ? "sips" : "sip"
        case .tel: "tel"
        case .other(let scheme, _): scheme.asciiLowercased
        }
    }

    /// The `sip:` or `sips:` URI, if it is one.
    package var sip: SIPURI? {
        guard case .sip(let uri) = self else { return nil }
        return uri
    }
}

extension URI: CustomStringConvertible {
    package var description: String {
        switch self {
        case .sip(let uri): uri.description
        case .tel(let uri): uri.description
        case .other(let scheme, let rest): "\(scheme):\(rest)"
        }
    }
}

extension Scanner {
    /// `ALPHA *(ALPHA / DIGIT / "+" / "-" / ".") ":"`; `nil` and unmoved if something else is here.
    mutating func scheme() -> String? {
        let mark = position
        guard let first = current, first.isAlpha else { return nil }
        let range = take {
            $0.isAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        guard skip(UInt8(ascii: ":")) else {
            position = mark
            return nil
        }
        return text(range)
    }
}
