/// Why a text is no domain name, said so that the person who typed it can repair it.
package enum DomainNameError: Error, Hashable {
    case empty
    case emptyLabel
    case labelTooLong(String)
    case nameTooLong(octets: Int)
    case hyphenAtEdge(String)
    case nonASCII
    /// The octet that no host name may hold, and the label it stands in.
    case character(UInt8, label: String)
}

extension DomainNameError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "the name is empty"
        case .emptyLabel: "the name has an empty label (two dots in a row, or a dot at the start)"
        case .labelTooLong(let label):
            "the label \"\(label)\" has \(label.utf8.count) characters, at most 63 are allowed"
        case .nameTooLong(let octets): "the name takes \(octets) octets on the wire, at most 255 are allowed"
        case .hyphenAtEdge(let label): "the label \"\(label)\" begins or ends with a hyphen"
        case .nonASCII: "the name holds a character outside ASCII; write its A-label form (punycode, \"xn--…\")"
        case .character(let octet, let label):
            "the character \"\(presentation(of: octet))\" in the label \"\(label)\" is not allowed: letters, digits, hyphen, underscore"
        }
    }
}

/// The rule for one label of a name that a person wrote: RFC 1123 section 2.1, and the underscore of RFC 8552.
enum HostLabel {
    static func check(_ label: ArraySlice<UInt8>) throws(DomainNameError) {
        guard let first = label.first, let last = label.last else { throw .emptyLabel }
        guard label.allSatisfy({ $0 < 0x80 }) else { throw .nonASCII }
        let text = label.map(presentation).joined()
        if let wrong = label.first(where: { !isAllowed($0) }) { throw .character(wrong, label: text) }
        guard label.count <= 63 else { throw .labelTooLong(text) }
        let hyphen = UInt8(ascii: "-")
        guard first != hyphen, last != hyphen else { throw .hyphenAtEdge(text) }
    }

    private static func isAllowed(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
