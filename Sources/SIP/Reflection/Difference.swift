/// One place where what arrived is not what was sent.
package struct Difference: Hashable, Sendable {
    /// The header's name, `start line`, or the type of the line in a body (`c=`).
    package var place: String
    /// Octets before it in what was sent; nil for what was added.
    package var offset: Int?
    package var sent: [UInt8]
    package var arrived: [UInt8]

    /// The differences between two messages, in their order. Within a line the words that differ, and no more.
    package static func between(sent: [UInt8], arrived: [UInt8]) -> [Difference] {
        guard sent != arrived else { return [] }
        let (old, new) = (Line.all(in: sent), Line.all(in: arrived))
        var found: [Difference] = []
        var position = (old: 0, new: 0)
        for pair in common(old, new) + [(old.count, new.count)] {
            found += changes(Array(old[position.old..<pair.0]), Array(new[position.new..<pair.1]))
            position = (pair.0 + 1, pair.1 + 1)
        }
        return found
    }

    /// A line with its end, and where it begins.
    private struct Line {
        var octets: ArraySlice<UInt8>
        var place: String
        var offset: Int { octets.startIndex }

        /// A message has few lines; the rest of a longer one is one line.
        private static let maximum = 200

        static func all(in message: [UInt8]) -> [Line] {
            var lines: [Line] = []
            var isBody = false
            var start = 0
            while start < message.count {
                let end =
                    lines.count < maximum
                    ? message[start...].firstIndex(of: .lineFeed).map { $0 + 1 } ?? message.count : message.count
                let octets = message[start..<end]
                lines.append(Line(octets: octets, place: place(of: octets, isFirst: lines.isEmpty, isBody)))
                if octets.allSatisfy({ $0 == .carriageReturn || $0 == .lineFeed }) { isBody = true }
                start = end
            }
            return lines
        }

        private static func place(of line: ArraySlice<UInt8>, isFirst: Bool, _ isBody: Bool) -> String {
            if isFirst { return "start line" }
            if isBody { return String(decoding: line.prefix(2), as: UTF8.self) }
            let name = line.prefix { $0.isToken }
            return name.isEmpty ? "blank line" : String(decoding: name, as: UTF8.self)
        }
    }

    /// The longest sequence of lines that both have, as pairs of places.
    private static func common(_ old: [Line], _ new: [Line]) -> [(Int, Int)] {
        var lengths = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                lengths[i][j] =
                    old[i].octets == new[j].octets
                    ? lengths[i + 1][j + 1] + 1 : max(lengths[i + 1][j], lengths[i][j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < old.count, j < new.count {
            if old[i].octets == new[j].octets {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if lengths[i + 1][j] >= lengths[i][j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    /// Between two lines that both have: a line of the same place was changed, another one added or taken away.
    private static func changes(_ old: [Line], _ new: [Line]) -> [Difference] {
        var added = new
        var found = old.map { line in
            guard let index = added.firstIndex(where: { $0.place == line.place }) else {
                return Difference(place: line.place, offset: line.offset, sent: Array(line.octets), arrived: [])
            }
            return change(line, added.remove(at: index))
        }
        found += added.map { Difference(place: $0.place, offset: nil, sent: [], arrived: Array($0.octets)) }
        return found
    }

    private static func change(_ old: Line, _ new: Line) -> Difference {
        let (a, b) = (Array(old.octets), Array(new.octets))
        var start = zip(a, b).prefix { $0 == $1 }.count
        let room = min(a.count, b.count) - start
        var end = min(room, zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count)
        // Half an address tells nobody anything.
        while start > 0, isWord(a[start - 1]) { start -= 1 }
        while end > 0, isWord(a[a.count - end]) { end -= 1 }
        return Difference(
            place: old.place, offset: old.offset + start, sent: Array(a[start..<(a.count - end)]),
            arrived: Array(b[start..<(b.count - end)]))
    }

    private static func isWord(_ octet: UInt8) -> Bool { octet.isAlphanumeric || octet == UInt8(ascii: ".") }
}
