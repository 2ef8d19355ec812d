import YAML

/// Reads the shapes that a file of the library is made of, and collects what is wrong with them.
struct Shape: YAMLShapes {
    let file: String
    private(set) var diagnostics: [Diagnostic] = []

    init(file: String) {
        self.file = file
    }

    func place(_ mark: YAMLMark) -> Place { Place(file: file, mark) }

    mutating func report(
        _ rule: LintRule, at place: Place, _ message: String, suggestion: String? = nil,
        related: [Diagnostic.Related] = []
    ) {
        diagnostics.append(Diagnostic(rule, at: place, message, suggestion: suggestion, related: related))
    }

    mutating func report(_ problem: YAMLProblem) { diagnostics.append(Diagnostic(problem, file: file)) }

    /// A scalar with something in it.
    mutating func text(_ node: YAMLNode, _ what: String) -> Located<String>? {
        string(node, what).map { Located($0, at: place(node.start)) }
    }

    /// A word of small letters, digits, `-` and `_` that begins with a letter or a digit.
    mutating func id(_ node: YAMLNode, _ what: String) -> Located<String>? {
        guard let id = text(node, what) else { return nil }
        return check(id, what)
    }

    /// `id`, for a word that is already read.
    mutating func check(_ id: Located<String>, _ what: String) -> Located<String>? {
        guard Shape.isID(id.value) else {
            report(
                .malformedID, at: id.place,
                "\(what) \"\(id.value)\" must begin with a small letter or a digit and hold only these, \"-\" and \"_\""
            )
            return nil
        }
        return id
    }

    static func isID(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "_") else { return false }
        return text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    mutating func number(_ node: YAMLNode, _ what: String) -> Located<Double>? {
        double(node, what).map { Located($0, at: place(node.start)) }
    }

    mutating func texts(_ node: YAMLNode, _ what: String) -> [Located<String>] {
        list(node, what) { $0.text($1, "each of \(what)") }
    }

    mutating func ids(_ node: YAMLNode, _ what: String) -> [Located<String>] {
        list(node, what) { $0.id($1, "each of \(what)") }
    }

    func key(_ entry: YAMLEntry) -> Located<String> { Located(entry.key, at: place(entry.keyStart)) }
}

extension Diagnostic {
    init(_ problem: YAMLProblem, file: String) {
        let rule: LintRule =
            switch problem.kind {
            case .syntax: .notYAML
            case .duplicateKey: .duplicateKey
            case .refused: .refusedYAML
            case .limit: .fileLimit
            case .wrongShape, .badValue: .wrongShape
            case .unknownKey: .unknownKey
            case .missingKey: .missingKey
            }
        self.init(
            rule, at: Place(file: file, problem.mark), problem.message, suggestion: problem.suggestion,
            related: problem.related.map { [.init(place: Place(file: file, $0.mark), note: $0.note)] } ?? [])
    }
}
