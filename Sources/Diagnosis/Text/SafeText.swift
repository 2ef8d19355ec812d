/// Makes text from the network safe to print. Every renderer prints remote text through this and through nothing else.
///
/// A character that could steer a terminal or mislead a reader (controls, ESC, bidi overrides, invisible format
/// characters, line and paragraph separators) is replaced by a visible escape. A backslash of the sender stays as it is.
package enum SafeText {
    /// Where the text is going. Each output format has its own row here.
    package enum Format: Sendable, CaseIterable {
        /// One line on a terminal: at most 200 characters, then `…`.
        case line
        /// The sentence that sums a report up, wrapped where it is shown: at most 1,000 characters.
        case sentence
        /// A text of the catalogue with facts filled in: one paragraph, at most 4,000 characters. A line break counts as
        /// a space, so that remote text cannot forge a line of its own.
        case paragraph
        /// A recorded message: keeps line breaks, never cut.
        case trace
        /// Inside the quotes of a JSON string: loses nothing, never cut.
        case json
        /// A paragraph in Markdown: shows as itself, whatever Markdown or HTML would make of it.
        case markdown
        /// A paragraph in HTML, between tags or in the quotes of an attribute.
        case html
        /// A recorded message in HTML: keeps line breaks, never cut.
        case htmlTrace
        /// A paragraph in the output of a monitoring plugin, where a `|` begins the performance data: at most 500
        /// characters, for Nagios reads 8 KiB in all.
        case plugin
        /// Inside the quotes of a Prometheus label: at most 200 characters.
        case label
        /// A paragraph inside the quotes of a Mermaid label.
        case mermaid
        /// A paragraph inside the quotes of a Graphviz label.
        case dot
    }

    package static func safe(_ text: String, for format: Format = .line) -> String {
        switch format {
        case .line: printable(text, limit: 200, lineBreak: nil)
        case .sentence: printable(text, limit: 1_000, lineBreak: nil)
        case .paragraph: printable(text, limit: 4_000, lineBreak: " ")
        case .trace: printable(text, limit: .max, lineBreak: "\n")
        case .json: quotable(text)
        case .markdown: markdown(printable(text, limit: 4_000, lineBreak: " "))
        case .html: html(printable(text, limit: 4_000, lineBreak: " "))
        case .htmlTrace: html(printable(text, limit: .max, lineBreak: "\n"))
        case .plugin: printable(text, limit: 500, lineBreak: " ").mappingScalars { $0 == "|" ? "/" : nil }
        case .label: label(printable(text, limit: 200, lineBreak: nil))
        case .mermaid: mermaid(printable(text, limit: 4_000, lineBreak: " "))
        case .dot: label(printable(text, limit: 4_000, lineBreak: " "))
        }
    }

    /// Bytes as text that a `Value` or a report can hold: what is no UTF-8 becomes `\xNN`, all else stays.
    package static func decode(_ bytes: some Sequence<UInt8>) -> String {
        let bytes = Array(bytes)
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                text.append(Unicode.UTF8.decode(encoded))
                position += encoded.count
            case .error(let length):
                for byte in bytes[position..<min(position + length, bytes.count)] {
                    text.append(contentsOf: escaped(byte).unicodeScalars)
                }
                position += length
            case .emptyInput:
                return String(text)
            }
        }
    }

    /// Whether the character shows as itself and does nothing else.
    package static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return false
        default: return true
        }
    }

    private static func printable(_ text: String, limit: Int, lineBreak: Unicode.Scalar?) -> String {
        if text.utf8.count <= limit, isPlain(text) { return text }
        var result = String.UnicodeScalarView()
        var count = 0
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            if lineBreak != nil, scalar == "\r", index < scalars.endIndex, scalars[index] == "\n" { continue }
            let shown: String
            if let lineBreak, scalar == "\n" {
                shown = String(lineBreak)
            } else {
                shown = isSafe(scalar) ? String(scalar) : Unicode.UTF8.encode(scalar)?.map(escaped).joined() ?? ""
            }
            count += shown.unicodeScalars.count
            guard count <= limit else { return String(result) + "…" }
            result.append(contentsOf: shown.unicodeScalars)
        }
        return String(result)
    }

    /// Printable ASCII alone, as nearly every text is.
    private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

    private static func quotable(_ text: String) -> String {
        if isPlain(text), !text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            return text
        }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                result.append("\\")
                result.append(scalar)
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            default:
                if isSafe(scalar) {
                    result.append(scalar)
                } else {
                    for unit in UTF16.encode(scalar) ?? .init() {
                        result.append(contentsOf: "\\u\(zeroPadded(unit, digits: 4, radix: 16))".unicodeScalars)
                    }
                }
            }
        }
        return String(result)
    }

    /// Every character that Markdown may read as its own is escaped (CommonMark 2.4): a table cell cannot end early, and a
    /// link, an image or a tag cannot come about.
    private static func markdown(_ text: String) -> String {
        var previous: Unicode.Scalar = " "
        return text.mappingScalars { scalar in
            defer { previous = scalar }
            if "\\`*_[]<>|#~&!$".unicodeScalars.contains(scalar) { return "\\\(scalar)" }
            // Trackers call a person where an @ begins a word; within one, as in a Call-ID, it stays what people search for.
            let isWithin = previous.properties.isAlphabetic || previous.properties.numericType != nil
            return scalar == "@" && !isWithin ? "&#64;" : nil
        }
    }

    private static func html(_ text: String) -> String {
        text.mappingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            default: nil
            }
        }
    }

    private static func label(_ text: String) -> String {
        text.mappingScalars { $0 == "\\" || $0 == "\"" ? "\\\($0)" : nil }
    }

    /// Mermaid has no escapes but entities, and reads HTML and Markdown in labels: of ASCII's signs those that mean nothing to
    /// any of them stay.
    private static func mermaid(_ text: String) -> String {
        text.mappingScalars { scalar in
            let isPlain =
                !scalar.isASCII || scalar.properties.isAlphabetic
                || " 0123456789.,:-_()/?!='+{}".unicodeScalars.contains(scalar)
            return isPlain ? nil : "#\(scalar.value);"
        }
    }

    private static func escaped(_ byte: UInt8) -> String {
        "\\x" + zeroPadded(byte, digits: 2, radix: 16, uppercase: true)
    }
}

extension String {
    /// Each scalar with what takes its place; nil leaves it. Scalars and not characters: with a combining mark behind it a
    /// `|` is another character, and still a `|` to who reads bytes.
    fileprivate func mappingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if let replacement = replacement(scalar) {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
