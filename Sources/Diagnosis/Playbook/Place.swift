package import YAML

/// Where something stands in a file: line and column from 1, columns counted in characters.
package struct Place: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var file: String
    package var line: Int
    package var column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package init(file: String, _ mark: YAMLMark) {
        self.init(file: file, line: mark.line, column: mark.column)
    }

    package var mark: YAMLMark { YAMLMark(line: line, column: column) }

    package static func < (left: Place, right: Place) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }

    package var description: String { "\(file):\(line):\(column)" }
}

/// Something read out of a file, and where it was written.
package struct Located<Content: Sendable & Hashable>: Sendable, Hashable {
    package var value: Content
    package var place: Place

    package init(_ value: Content, at place: Place) {
        self.value = value
        self.place = place
    }
}
