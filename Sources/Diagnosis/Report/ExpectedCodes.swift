/// The answers that count as ok: `--expect 200-299,401`.
package struct ExpectedCodes: Sendable, Equatable {
    package var ranges: [ClosedRange<Int>]

    /// How they are written.
    package static let advice = "write codes and ranges from 100 to 699, such as 200-299,401"

    /// Nil where the text is not a list of codes and ranges between 100 and 699.
    package init?(_ text: String) {
        ranges = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map(Self.code)
            guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high else {
                return nil
            }
            ranges.append(low...high)
        }
    }

    package func contains(_ code: Int) -> Bool {
        ranges.contains { $0.contains(code) }
    }

    private static func code(_ digits: Substring) -> Int? {
        guard digits.utf8.count == 3, let code = Int(digits), (100...699).contains(code) else { return nil }
        return code
    }
}
