extension PersonMasks {
    /// Numbers that stand alone in any text: one with a plus (E.164: up to 15 digits), and any that was met as somebody's.
    /// Codes, ports, durations and counts stay.
    mutating func numbers(in bytes: [UInt8]) -> [MaskedPlace] {
        var places: [MaskedPlace] = []
        var index = 0
        while index < bytes.count {
            guard let place = international(bytes, index) ?? known(bytes, index) else {
                index += 1
                continue
            }
            places.append(place)
            index = place.range.upperBound
        }
        return places
    }

    private mutating func international(_ bytes: [UInt8], _ start: Int) -> MaskedPlace? {
        guard bytes[start] == UInt8(ascii: "+"), bytes.isWordStart(start) else { return nil }
        let run = bytes[(start + 1)...].prefix { $0.isDigit || "-.()".utf8.contains($0) }
        guard let end = run.lastIndex(where: \.isDigit) else { return nil }
        let digits = run.filter(\.isDigit)
        guard (PersonMasks.fewestDigits + 1...15).contains(digits.count) else { return nil }
        return MaskedPlace(range: start..<end + 1, mask: mask(ofNumber: digits))
    }

    private func known(_ bytes: [UInt8], _ start: Int) -> MaskedPlace? {
        guard bytes[start].isDigit, start == 0 || !bytes[start - 1].isDigit else { return nil }
        let digits = bytes[start...].prefix(while: \.isDigit)
        guard digits.count >= PersonMasks.fewestDigits else { return nil }
        return knownMask(ofNumber: Array(digits)).map { MaskedPlace(range: start..<digits.endIndex, mask: $0) }
    }
}
