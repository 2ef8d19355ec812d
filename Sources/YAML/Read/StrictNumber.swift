/// Numbers as a file may write them: `-?digits` or `-?digits.digits`, without leading zeros, signs or exponents.
package enum StrictNumber {
    package static func read(_ text: String) -> Double? {
        let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= 20, (1...2).contains(parts.count), parts.allSatisfy(isDigits),
            parts[0] == "0" || !parts[0].hasPrefix("0")
        else { return nil }
        return Double(text)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
