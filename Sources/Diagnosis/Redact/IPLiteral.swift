/// An IP address as text (RFC 4291 2.2, RFC 3986 3.2.2), in sixteen bytes; IPv4 is the mapped one, however it was written.
struct IPLiteral: Hashable {
    let bytes: [UInt8]

    private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

    var isIPv4: Bool { bytes.starts(with: Self.mapped) }

    /// Four numbers up to 255.
    init?(ipv4 text: ArraySlice<UInt8>, separator: UInt8 = UInt8(ascii: ".")) {
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in
            (1...3).contains(part.count) && part.allSatisfy(\.isDigit)
                ? UInt8(String(decoding: part, as: UTF8.self)) : nil
        }
        guard parts.count == 4, numbers.count == 4 else { return nil }
        bytes = Self.mapped + numbers
    }

    /// Eight groups, a run of zeros as `::`, the last two perhaps as IPv4.
    init?(ipv6 text: ArraySlice<UInt8>) {
        guard text.count(where: { $0 == UInt8(ascii: ":") }) > 1 else { return nil }
        var text = text
        var tail: [UInt8] = []
        if text.contains(UInt8(ascii: ".")) {
            guard let colon = text.lastIndex(of: UInt8(ascii: ":")), let end = IPLiteral(ipv4: text[(colon + 1)...])
            else { return nil }
            tail = Array(end.bytes.suffix(4))
            let isDouble = colon > text.startIndex && text[colon - 1] == UInt8(ascii: ":")
            text = text[...(isDouble ? colon : colon - 1)]
        }
        let double = text.indices.dropLast().first { text[$0] == UInt8(ascii: ":") && text[$0 + 1] == text[$0] }
        guard let double else {
            guard let all = Self.groups(text), all.count + tail.count == 16 else { return nil }
            bytes = all + tail
            return
        }
        guard let head = Self.groups(text[..<double]), let rest = Self.groups(text[(double + 2)...]) else { return nil }
        let zeros = 16 - head.count - rest.count - tail.count
        guard zeros >= 2 else { return nil }
        bytes = head + [UInt8](repeating: 0, count: zeros) + rest + tail
    }

    /// The bytes of groups that colons part; none of an empty text.
    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard !text.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for part in text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
            guard (1...4).contains(part.count), let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
            else { return nil }
            bytes += [UInt8(group >> 8), UInt8(truncatingIfNeeded: group)]
        }
        return bytes
    }

    /// What its mask begins with; nil for one that says nothing of anybody: this host itself, and no address at all.
    ///
    /// Whether an address is private is often the fault itself (RFC 1918, 4193, 3927, 6598): that stays to be seen.
    var kind: String? {
        let suffix = isIPv4 ? "ip" : "ip6"
        guard isIPv4 else {
            if bytes.dropLast().allSatisfy({ $0 == 0 }), bytes[15] < 2 { return nil }
            let isPrivate = bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
            return isPrivate ? "private-\(suffix)" : suffix
        }
        switch (bytes[12], bytes[13]) {
        case (127, _): return nil
        case (0, 0) where bytes[14...] == [0, 0], (255, 255) where bytes[14...] == [255, 255]: return nil
        case (10, _), (172, 16...31), (192, 168), (169, 254): return "private-\(suffix)"
        case (100, 64...127): return "carrier-\(suffix)"
        default: return suffix
        }
    }
}
