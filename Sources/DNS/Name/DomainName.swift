/// A domain name in its wire form (RFC 1035 section 3.1), compared without regard to ASCII case (RFC 4343).
///
/// A name that came from text obeys the host name rule (letters, digits, hyphen; underscore for service labels);
/// a name that came from the wire may hold any octet.
package struct DomainName: Sendable {
    /// Length-prefixed labels and the root's zero octet, case kept; 1...255 octets.
    package let wire: [UInt8]

    /// The root, written ".". As an SRV target it says "no such service here" (RFC 2782).
    package static let root = DomainName(checked: [0])

    private init(checked wire: [UInt8]) {
        self.wire = wire
    }

    /// Reads the text a person or a file gave; one trailing dot is allowed and means nothing.
    package init(_ text: String) throws(DomainNameError) {
        let octets = Array(text.utf8)
        guard !octets.isEmpty else { throw .empty }
        guard octets != [UInt8(ascii: ".")] else {
            self = .root
            return
        }
        let dotted = octets.last == UInt8(ascii: ".") ? octets.dropLast() : octets[...]
        var wire: [UInt8] = []
        for label in dotted.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            try HostLabel.check(label)
            wire.append(UInt8(label.count))
            wire += label
        }
        wire.append(0)
        guard wire.count <= 255 else { throw .nameTooLong(octets: wire.count) }
        self.wire = wire
    }

    /// Reads an uncompressed wire form that ends with the root and nothing behind it; `nil` for anything else.
    package init?(wire: [UInt8]) {
        guard wire.count <= 255 else { return nil }
        var position = 0
        while position < wire.count, wire[position] != 0 {
            guard wire[position] <= 63 else { return nil }
            position += Int(wire[position]) + 1
        }
        guard position == wire.count - 1 else { return nil }
        self.wire = wire
    }

    /// The labels from the left, without the root.
    package var labels: [[UInt8]] {
        var labels: [[UInt8]] = []
        var position = 0
        while wire[position] != 0 {
            let end = position + 1 + Int(wire[position])
            labels.append(Array(wire[(position + 1)..<end]))
            position = end
        }
        return labels
    }

    package var isRoot: Bool { wire == [0] }

    /// The name with these labels before it, as in `_sip._udp.example.com`; `nil` when a label or the whole is too long.
    package func prefixed(by labels: [String]) -> DomainName? {
        var prefix: [UInt8] = []
        for label in labels {
            guard (1...63).contains(label.utf8.count) else { return nil }
            prefix.append(UInt8(label.utf8.count))
            prefix += label.utf8
        }
        return DomainName(wire: prefix + wire)
    }
}

extension DomainName: Hashable {
    package static func == (left: DomainName, right: DomainName) -> Bool {
        left.wire.count == right.wire.count
            && zip(left.wire, right.wire).allSatisfy { asciiLowercase($0) == asciiLowercase($1) }
    }

    package func hash(into hasher: inout Hasher) {
        for octet in wire { hasher.combine(asciiLowercase(octet)) }
    }
}

extension DomainName: CustomStringConvertible {
    /// The name without its trailing dot, printable ASCII only: other octets as `\DDD`, a dot inside a label as `\.`.
    package var description: String {
        guard !isRoot else { return "." }
        return labels.map(escaped).joined(separator: ".")
    }

    private func escaped(_ label: [UInt8]) -> String {
        var text = ""
        for octet in label {
            if octet == UInt8(ascii: ".") { text += "\\" }
            text += presentation(of: octet)
        }
        return text
    }
}

/// Length octets are at most 63 and so never look like a letter: whole wire forms can be folded.
private func asciiLowercase(_ octet: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(octet) ? octet + 32 : octet
}
