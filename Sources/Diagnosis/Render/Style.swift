/// Whether to colour. The words say everything; colour only helps the eye.
package enum Style: Sendable, CaseIterable {
    case plain
    /// ANSI colours of a terminal.
    case colour

    enum Paint: String {
        case good = "32"
        case warning = "33"
        case bad = "1;31"
        case unsure = "35"
        case faint = "2"
        case heading = "1"
    }

    func paint(_ text: String, _ paint: Paint?) -> String {
        guard self == .colour, let paint, !text.isEmpty else { return text }
        return "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m"
    }
}
