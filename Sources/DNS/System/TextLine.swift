/// One numbered line of a system file, in octets: a `String` would take CR LF for one character.
struct TextLine {
    /// From 1.
    let number: Int
    let octets: ArraySlice<UInt8>

    static func all(of text: String) -> [TextLine] {
        Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .enumerated().map { TextLine(number: $0.offset + 1, octets: $0.element) }
    }

    /// The words between the octets for which `isSeparator` holds.
    func words(separatedBy isSeparator: (UInt8) -> Bool) -> [String] {
        octets.split(whereSeparator: isSeparator).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// A line of a system file that the system's resolver skips, or reads otherwise than its author meant.
package struct LineWarning: Hashable, Sendable, CustomStringConvertible {
    /// From 1.
    package let line: Int
    /// Text from the file may be in it: not yet safe to print.
    package let text: String

    package var description: String { "line \(line): \(text)" }
}
