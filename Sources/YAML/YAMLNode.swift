/// A place in a YAML text: line and column from 1, columns counted in characters.
package struct YAMLMark: Sendable, Hashable, Comparable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: YAMLMark, right: YAMLMark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// One value of a YAML text with the place it was written at. Nothing is interpreted: `no`, `1:30` and `0408` stay text.
package struct YAMLNode: Sendable, Equatable {
    package enum Content: Sendable, Equatable {
        /// The text as written, and whether it stood in quotes or in a block (`|`, `>`).
        case scalar(String, quoted: Bool)
        case sequence([YAMLNode])
        /// The entries in the order of the file; no key occurs twice.
        case mapping([YAMLEntry])
    }

    package var content: Content
    package var start: YAMLMark
    /// Just past the last character; for a block collection, where the next thing begins.
    package var end: YAMLMark

    package init(content: Content, start: YAMLMark, end: YAMLMark) {
        self.content = content
        self.start = start
        self.end = end
    }

    /// A key with nothing behind it.
    package var isEmpty: Bool { content == .scalar("", quoted: false) }

    /// The text of a scalar.
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    package var sequence: [YAMLNode]? {
        if case .sequence(let nodes) = content { nodes } else { nil }
    }

    package var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The value of a key, if this is a mapping that has it.
    package subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.key == key }?.value
    }
}

/// One key of a mapping and what belongs to it.
package struct YAMLEntry: Sendable, Equatable {
    package var key: String
    package var keyStart: YAMLMark
    package var keyEnd: YAMLMark
    package var value: YAMLNode
}
