/// IP addresses in any text. A version of four numbers is masked like one: better too much than too little.
struct AddressMasks: Sendable {
    private var table = MaskTable<IPLiteral>()

    mutating func places(in bytes: [UInt8]) -> [MaskedPlace] {
        var places: [MaskedPlace] = []
        var index = 0
        while index < bytes.count {
            guard let found = address(in: bytes, at: index) else {
                index += 1
                continue
            }
            if let mask = found.mask { places.append(MaskedPlace(range: found.range, mask: mask)) }
            index = found.range.upperBound
        }
        return places
    }

    /// The address that begins here; its mask is nil where it may stay.
    private mutating func address(in bytes: [UInt8], at start: Int) -> (range: Range<Int>, mask: String?)? {
        guard let (literal, end) = Self.ipv6(in: bytes, at: start) ?? Self.ipv4(in: bytes, at: start) else {
            // A provider's host name may spell out an address that is known: `203-0-113-5.example.net`.
            guard let (literal, end) = Self.ipv4(in: bytes, at: start, separator: UInt8(ascii: "-")) else { return nil }
            return table.masks[literal].map { (start..<end, $0) }
        }
        guard let kind = literal.kind else { return (start..<end, nil) }
        let mask = table.mask(of: literal, kind: kind)
        // A mask is read as a host name, which has no brackets.
        let isBracketed =
            start > 0 && bytes[start - 1] == UInt8(ascii: "[") && end < bytes.count && bytes[end] == UInt8(ascii: "]")
        return (isBracketed ? start - 1..<end + 1 : start..<end, mask)
    }

    private static func ipv6(in bytes: [UInt8], at start: Int) -> (IPLiteral, end: Int)? {
        let run = bytes[start...].prefix(64).prefix {
            $0.isHexDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
        }
        let isApart =
            (start == 0 || !bytes[start - 1].isLetterOrDigit) && !(bytes.at(run.endIndex)?.isLetterOrDigit ?? false)
        guard isApart else { return nil }
        return read(run) { IPLiteral(ipv6: $0) }
    }

    private static func ipv4(
        in bytes: [UInt8], at start: Int, separator: UInt8 = UInt8(ascii: ".")
    ) -> (IPLiteral, end: Int)? {
        guard bytes[start].isDigit, start == 0 || !bytes[start - 1].isDigit else { return nil }
        // An address has fifteen characters; what is longer is none, and a hostile message may be nothing but numbers and dots.
        let run = bytes[start...].prefix(17).prefix { $0.isDigit || $0 == separator }
        return read(run) { IPLiteral(ipv4: $0, separator: separator) }
    }

    /// What can be read of a run, without the separators that end it.
    private static func read(
        _ run: ArraySlice<UInt8>, _ literal: (ArraySlice<UInt8>) -> IPLiteral?
    ) -> (IPLiteral, end: Int)? {
        var run = run
        while let last = run.last {
            if let literal = literal(run) { return (literal, run.endIndex) }
            guard !last.isLetterOrDigit else { return nil }
            run.removeLast()
        }
        return nil
    }
}
