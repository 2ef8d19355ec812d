/// YAML as a tree of written words with places: the part of YAML that people need, and nothing that surprises them.
package enum YAML {
    /// The largest text that is read, in bytes.
    package static let maximumSize = 1 << 20
    /// The deepest nesting of mappings and sequences.
    package static let maximumDepth = 64

    /// Reads one document.
    /// - Throws: every problem that could be found; after a `syntax` or `limit` problem, nothing further was read.
    package static func parse(_ text: String, file: String = "") throws(YAMLFailure) -> YAMLNode {
        try parse(Array(text.utf8), file: file)
    }

    /// Reads one document out of bytes that claim to be UTF-8, with or without a byte order mark.
    package static func parse(
        _ bytes: [UInt8], file: String = "", maximumSize: Int = maximumSize
    ) throws(YAMLFailure) -> YAMLNode {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let problem = CharacterCheck.problem(in: text, maximumSize: maximumSize) {
            throw YAMLFailure(file: file, problems: [problem])
        }
        var composer = Composer(text)
        let root = composer.document()
        guard let root, composer.problems.isEmpty else {
            throw YAMLFailure(file: file, problems: composer.problems.sorted { $0.mark < $1.mark })
        }
        return root
    }
}
