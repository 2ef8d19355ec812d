extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    /// Of ASCII.
    var isLetterOrDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }

    /// A part of a word: a letter of any script, a digit, an underscore.
    var isWord: Bool { isLetterOrDigit || self == UInt8(ascii: "_") || self >= 0x80 }

    var isLineEnd: Bool { self == 0x0A || self == 0x0D }
    var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension [UInt8] {
    func at(_ index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }

    /// Whether this text, in small letters, stands here in letters of either case.
    func has(_ text: String, at index: Int) -> Bool {
        guard indices.contains(index) else { return false }
        return self[index...].starts(with: text.utf8, by: { ($0.isLetterOrDigit ? $0 | 0x20 : $0) == $1 })
    }

    /// Whether a word begins here. A dot between letters belongs to the word: `bob.example` does not end with `bob`.
    func isWordStart(_ index: Int) -> Bool {
        guard let before = at(index - 1) else { return true }
        return before == UInt8(ascii: ".") ? !(at(index - 2)?.isWord ?? false) : !before.isWord
    }

    /// Whether a word ends before this index.
    func isWordEnd(_ index: Int) -> Bool {
        guard let after = at(index) else { return true }
        return after == UInt8(ascii: ".") ? !(at(index + 1)?.isWord ?? false) : !after.isWord
    }
}
