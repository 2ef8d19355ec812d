/// `{group.fact}` in a text. Braces around anything else than letters, digits, `.`, `_` and `-` are plain text.
package enum Placeholders {
    /// What a text without a measurement says.
    package static let notMeasured = "not measured"

    /// The text with each placeholder replaced by the value, or by "not measured".
    package static func fill(_ text: String, _ value: (FactName) -> Value?) -> String {
        var filled = ""
        for piece in pieces(of: text) {
            switch piece {
            case .plain(let plain): filled += plain
            case .name(let name): filled += FactName(name).flatMap(value)?.printed ?? notMeasured
            }
        }
        return filled
    }

    /// The names between braces, as written.
    package static func names(in text: String) -> [String] {
        pieces(of: text).compactMap { if case .name(let name) = $0 { name } else { nil } }
    }

    private enum Piece {
        case plain(String)
        case name(String)
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var plain = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let afterOpen = rest.index(after: open)
            let name = rest[afterOpen...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
            plain += rest[..<open]
            if !name.isEmpty, name.endIndex < rest.endIndex, rest[name.endIndex] == "}" {
                pieces += [.plain(plain), .name(String(name))]
                plain = ""
                rest = rest[rest.index(after: name.endIndex)...]
            } else {
                plain += "{"
                rest = rest[afterOpen...]
            }
        }
        return pieces + [.plain(plain + rest)]
    }
}
