/// The host of a URI or a Via: a name, or an address in network byte order.
package enum Host: Sendable {
    /// As written; compared without regard to case.
    case name(String)
    /// Four bytes.
    case ipv4([UInt8])
    /// Sixteen bytes.
    case ipv6([UInt8])

    /// Reads a name, an IPv4 address, or an IPv6 address with or without brackets.
    package init(_ text: String) throws(ParseError) {
        if let address = IPv6Text.parse(Array(text.utf8)) {
            self = .ipv6(address)
            return
        }
        var scanner = Scanner(text, header: "host")
        self = try scanner.host()
        try scanner.expectEnd()
    }

    /// The address in network byte order; `nil` for a name.
    package var bytes: [UInt8]? {
        switch self {
        case .name: nil
        case .ipv4(let bytes), .ipv6(let bytes): bytes
        }
    }

    /// As it stands in a URI or a Via: an IPv6 address in brackets.
    package var reference: String {
        if case .ipv6 = self { return "[\(description)]" }
        return description
    }
}

extension Host: Hashable {
    package static func == (left: Host, right: Host) -> Bool {
        switch (left, right) {
        case (.name(let left), .name(let right)): left.equalsIgnoringCase(right)
        case (.ipv4(let left), .ipv4(let right)), (.ipv6(let left), .ipv6(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .name(let name): hasher.combine(name.asciiLowercased)
        case .ipv4(let bytes), .ipv6(let bytes): hasher.combine(bytes)
        }
    }
}

extension Host: CustomStringConvertible {
    /// The name as written, or the address without brackets (IPv6 as RFC 5952 writes it).
    package var description: String {
        switch self {
        case .name(let name): name
        case .ipv4(let bytes): bytes.map { String($0) }.joined(separator: ".")
        case .ipv6(let bytes): IPv6Text.print(bytes)
        }
    }
}

extension Scanner {
    /// RFC 3261 25.1 `host`; an underscore is let through, as names in use have it.
    mutating func host() throws(ParseError) -> Host {
        let start = position
        if skip(UInt8(ascii: "[")) {
            let inner = take { $0 != UInt8(ascii: "]") }
            guard skip(UInt8(ascii: "]")), let address = IPv6Text.parse(bytes[inner]) else {
                throw error(.badHost, at: start)
            }
            return .ipv6(address)
        }
        let range = take {
            $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_")
        }
        if let address = IPv4Text.parse(bytes[range]) { return .ipv4(address) }
        guard isHostName(bytes[range]) else { throw error(.badHost, at: start) }
        return .name(text(range))
    }

    /// Digits after the colon of a sent-by or a hostport.
    mutating func port() throws(ParseError) -> Int {
        let digits = take { $0.isDigit }
        guard let port = decimalValue(of: bytes[digits], upTo: 65_535) else {
            throw error(.badPort, at: digits.lowerBound)
        }
        return port
    }

    private func isHostName(_ name: ArraySlice<UInt8>) -> Bool {
        let labels = (name.last == UInt8(ascii: ".") ? name.dropLast() : name)
            .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // All digits in the last label would be a broken IPv4 address.
        guard let top = labels.last, !top.allSatisfy(\.isDigit) else { return false }
        let hyphen = UInt8(ascii: "-")
        return labels.allSatisfy { !$0.isEmpty && $0.first != hyphen && $0.last != hyphen }
    }
}
