extension JSON {
    /// The document over several lines, two spaces a level, without a final line break.
    package var pretty: String {
        var output = ""
        write(to: &output, lineBreak: "\n")
        return output
    }

    /// The document in one line.
    package var compact: String {
        var output = ""
        write(to: &output, lineBreak: nil)
        return output
    }

    private func write(to output: inout String, lineBreak: String?) {
        switch self {
        case .null: output += "null"
        case .flag(let value): output += value ? "true" : "false"
        case .number(let value): output += Self.digits(of: value)
        case .text(let value): output += Self.quoted(value)
        case .list(let values):
            Self.write(values, "[", "]", to: &output, lineBreak: lineBreak) { value, output, inner in
                value.write(to: &output, lineBreak: inner)
            }
        case .object(let members):
            Self.write(members, "{", "}", to: &output, lineBreak: lineBreak) { member, output, inner in
                output += Self.quoted(member.key) + ": "
                member.value.write(to: &output, lineBreak: inner)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, to output: inout String, lineBreak: String?,
        element write: (Element, inout String, String?) -> Void
    ) {
        output += open
        let inner = lineBreak.map { $0 + "  " }
        for (index, element) in elements.enumerated() {
            if index > 0 { output += inner == nil ? ", " : "," }
            output += inner ?? ""
            write(element, &output, inner)
        }
        output += (elements.isEmpty ? "" : lineBreak ?? "") + close
    }

    private static func quoted(_ text: String) -> String {
        "\"" + SafeText.safe(text, for: .json) + "\""
    }

    /// Whole numbers without a fraction; JSON has no word for what is not finite.
    private static func digits(of value: Double) -> String {
        guard value.isFinite else { return "null" }
        return Int64(exactly: value).flatMap { $0.magnitude < 1 << 53 ? "\($0)" : nil } ?? "\(value)"
    }
}
