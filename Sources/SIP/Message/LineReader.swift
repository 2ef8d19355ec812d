/// Cuts the header section into lines. CRLF ends a line, and so does LF alone, as some peers send it.
struct LineReader {
    struct Line {
        /// Without the line end.
        let range: Range<Int>
        let hasBareCR: Bool
    }

    let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Moves over the empty lines that may precede a start line (RFC 3261 7.5).
    mutating func skipEmptyLines() {
        while let end = emptyLineEnd(at: position) { position = end }
    }

    /// Moves over the blank line that ends the header fields.
    mutating func skipBlankLine() -> Bool {
        guard let end = emptyLineEnd(at: position) else { return false }
        position = end
        return true
    }

    /// The next line with its continuations if `folded`; `nil` and unmoved when its end has not come yet.
    mutating func next(folded: Bool) -> Line? {
        var scan = position
        var hasBareCR = false
        while scan < bytes.count {
            let byte = bytes[scan]
            scan += 1
            if byte == .carriageReturn, scan < bytes.count, bytes[scan] != .lineFeed { hasBareCR = true }
            guard byte == .lineFeed else { continue }
            if folded, scan < bytes.count, bytes[scan].isBlank { continue }
            var end = scan - 1
            if end > position, bytes[end - 1] == .carriageReturn { end -= 1 }
            let range = position..<end
            position = scan
            return Line(range: range, hasBareCR: hasBareCR)
        }
        return nil
    }

    private func emptyLineEnd(at start: Int) -> Int? {
        guard start < bytes.count else { return nil }
        if bytes[start] == .lineFeed { return start + 1 }
        guard bytes[start] == .carriageReturn, start + 1 < bytes.count, bytes[start + 1] == .lineFeed else {
            return nil
        }
        return start + 2
    }
}
