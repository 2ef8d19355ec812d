extension PersonMasks {
    /// Users and names that were met, wherever they stand as a word of their own.
    func knownWords(in bytes: [UInt8]) -> [MaskedPlace] {
        var places: [MaskedPlace] = []
        var index = 0
        while !known.isEmpty, index < bytes.count {
            let person =
                bytes.isWordStart(index)
                ? known.first { bytes[index...].starts(with: $0.word) && bytes.isWordEnd(index + $0.word.count) } : nil
            if let person { places.append(MaskedPlace(range: index..<index + person.word.count, mask: person.mask)) }
            index += person?.word.count ?? 1
        }
        return places
    }
}
