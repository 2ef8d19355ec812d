/// Text measured in the columns of a terminal.
package enum Cells {
    /// Columns that the text takes: two for East Asian wide characters and emoji, none for combining marks.
    package static func width(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
    }

    /// The text, filled with spaces up to that many columns.
    package static func pad(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - width(of: text)))
    }

    /// The text, moved to the right edge of that many columns.
    package static func padLeft(_ text: String, to columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - width(of: text))) + text
    }

    /// Lines of at most `columns`, broken at spaces; at least one line. A longer word gets a line of its own and stays whole, so that
    /// addresses and commands can be copied.
    package static func wrap(_ text: String, columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ") {
            let width = width(of: String(word))
            if used > 0, used + 1 + width > columns {
                lines.append(line)
                line = ""
                used = 0
            }
            line += used > 0 ? " \(word)" : String(word)
            used += (used > 0 ? 1 : 0) + width
        }
        return lines + [line]
    }

    /// The text wrapped behind a prefix; the lines after the first stand under the text.
    package static func hang(_ prefix: String, _ text: String, columns: Int) -> [String] {
        let indent = width(of: prefix)
        return wrap(text, columns: columns - indent).enumerated().map { index, line in
            (index == 0 ? prefix : String(repeating: " ", count: indent)) + line
        }
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
        }
    }

    /// The blocks that terminals draw two columns wide; a simple rule, not the whole of UAX #11.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
