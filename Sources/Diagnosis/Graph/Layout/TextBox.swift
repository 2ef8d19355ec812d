/// Lines of text in a picture, wrapped to a width. A picture is laid out without the font that draws it, so widths are
/// those of a wide sans-serif; a narrower font leaves a margin.
struct TextBox: Sendable, Equatable {
    struct Line: Sendable, Equatable {
        var text: String
        var style: Style
    }

    enum Style: String, Sendable {
        /// The kind of a box.
        case word
        case title
        case note
        case label

        /// In pixels.
        var size: Double {
            switch self {
            case .word, .note, .label: 11
            case .title: 13
            }
        }

        var lineHeight: Double { size + 4 }
    }

    private(set) var lines: [Line] = []

    mutating func add(_ text: String, _ style: Style, width: Double) {
        for line in Self.wrap(text, style, width: width) { lines.append(Line(text: line, style: style)) }
    }

    var width: Double { lines.map { Self.width(of: $0.text, $0.style) }.max() ?? 0 }
    var height: Double { lines.reduce(0) { $0 + $1.style.lineHeight } }

    /// Broken at spaces, and inside of words that are wider than the line.
    private static func wrap(_ text: String, _ style: Style, width limit: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty || width(of: "\(line) \(word)", style) > limit {
                if !line.isEmpty { lines.append(line) }
                line = ""
                for character in word {
                    if !line.isEmpty, width(of: "\(line)\(character)", style) > limit {
                        lines.append(line)
                        line = ""
                    }
                    line.append(character)
                }
            } else {
                line += " \(word)"
            }
        }
        return lines + [line]
    }

    static func width(of text: String, _ style: Style) -> Double {
        text.reduce(0) { $0 + width(of: $1) } * style.size
    }

    /// In parts of the font's size.
    private static func width(of character: Character) -> Double {
        switch character {
        case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]", "/", " ", "-":
            0.38
        case "m", "w", "M", "W", "@", "%", "—": 0.95
        case "A"..."Z", "_", "…", "+", "=", "<", ">": 0.74
        default: character.isASCII ? 0.6 : max(0.65, 0.55 * Double(Cells.width(of: String(character))))
        }
    }
}
