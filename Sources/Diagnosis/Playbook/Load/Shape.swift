import YAML

/// Reads the shapes that a file is made of, and collects what is wrong with them.
struct Shape {
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

    /// A scalar with something in it.
    mutating func text(_ node: YAMLNode, _ what: String) -> Located<String>? {
        guard let text = node.text, !node.isEmpty else {
            report(.wrongShape, at: place(node.start), "\(what) must be a text")
            return nil
        }
        return Located(text, at: place(node.start))
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
        guard let text = node.text, let number = StrictNumber.read(text) else {
            report(.wrongShape, at: place(node.start), "\(what) must be a number")
            return nil
        }
        return Located(number, at: place(node.start))
    }

    mutating func flag(_ node: YAMLNode, _ what: String) -> Bool? {
        switch node.text {
        case "true": return true
        case "false": return false
        default:
            report(.wrongShape, at: place(node.start), "\(what) must be true or false")
            return nil
        }
    }

    /// A list, one reading an item; items that cannot be read are reported and left out.
    mutating func list<Item>(
        _ node: YAMLNode, _ what: String, of read: (inout Shape, YAMLNode) -> Item?
    ) -> [Item] {
        guard let nodes = node.sequence else {
            report(.wrongShape, at: place(node.start), "\(what) must be a list: [a, b]")
            return []
        }
        return nodes.compactMap { read(&self, $0) }
    }

    mutating func texts(_ node: YAMLNode, _ what: String) -> [Located<String>] {
        list(node, what) { $0.text($1, "each of \(what)") }
    }

    mutating func ids(_ node: YAMLNode, _ what: String) -> [Located<String>] {
        list(node, what) { $0.id($1, "each of \(what)") }
    }

    /// The entries of a mapping whose keys are names that the writer chose.
    mutating func entries(_ node: YAMLNode, _ what: String) -> [YAMLEntry] {
        guard let entries = node.mapping else {
            report(.wrongShape, at: place(node.start), "\(what) must be a mapping: {name: …}")
            return []
        }
        return entries
    }

    func key(_ entry: YAMLEntry) -> Located<String> { Located(entry.key, at: place(entry.keyStart)) }
}
