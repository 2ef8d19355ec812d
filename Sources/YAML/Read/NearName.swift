extension YAML {
    /// More names than a person would write are not searched: the cost grows with their product.
    private static let maximumNames = 1000

    /// The nearest of the names, if it is near: about one slip in three letters. The name that was probably meant.
    package static func nearName(to word: String, among names: some Sequence<String>) -> String? {
        let names = Set(names)
        guard names.count <= maximumNames else { return nil }
        let limit = max(1, word.count / 3)
        var best: (name: String, distance: Int)?
        for name in names.sorted() where name != word && abs(name.count - word.count) <= limit {
            let distance = distance(from: word, to: name)
            if distance <= limit, best.map({ distance < $0.distance }) ?? true {
                best = (name, distance)
            }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment), of 64 letters at most.
    private static func distance(from left: String, to right: String) -> Int {
        let left = Array(left.prefix(64))
        let right = Array(right.prefix(64))
        var rows = [Array(0...right.count)]
        for i in 1...max(1, left.count) where !left.isEmpty {
            var row = [i]
            for j in 1...max(1, right.count) where !right.isEmpty {
                let replaced = rows[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
                var cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced)
                if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                    cost = min(cost, rows[i - 2][j - 2] + 1)
                }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
