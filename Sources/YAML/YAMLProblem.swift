/// One thing that is wrong with a YAML text.
package struct YAMLProblem: Error, Sendable, Equatable {
    package enum Kind: Sendable {
        /// Not YAML.
        case syntax
        /// The same key twice in one mapping.
        case duplicateKey
        /// YAML that is refused: anchors, aliases, tags, directives, second documents, keys that are no words.
        case refused
        /// Too big, too deep, or not plain UTF-8 text.
        case limit
        /// A value of another shape than its key takes.
        case wrongShape
        case unknownKey
        case missingKey
        /// A value of the right shape that cannot be used.
        case badValue
    }

    /// A second place that belongs to the problem (`first used here`).
    package struct Related: Sendable, Equatable {
        package var mark: YAMLMark
        package var note: String

        package init(mark: YAMLMark, note: String) {
            self.mark = mark
            self.note = note
        }
    }

    package var kind: Kind
    package var mark: YAMLMark
    package var message: String
    /// The name that was probably meant.
    package var suggestion: String?
    package var related: Related?

    package var line: Int { mark.line }
    package var column: Int { mark.column }

    package init(
        _ kind: Kind, at mark: YAMLMark, _ message: String, suggestion: String? = nil, related: Related? = nil
    ) {
        self.kind = kind
        self.mark = mark
        self.message = message
        self.suggestion = suggestion
        self.related = related
    }
}

/// Everything that is wrong with one YAML text, in the order of the text; never empty.
package struct YAMLFailure: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    package var problems: [YAMLProblem]

    package init(file: String, problems: [YAMLProblem]) {
        self.file = file
        self.problems = problems
    }

    /// One `file:line:column: message` a line.
    package var description: String {
        problems.map { problem in
            var line = "\(file):\(problem.line):\(problem.column): \(problem.message)"
            if let related = problem.related {
                line += " (line \(related.mark.line): \(related.note))"
            }
            return line
        }.joined(separator: "\n")
    }
}
