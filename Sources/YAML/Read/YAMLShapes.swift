/// Reads the shapes that a file is made of. Who conforms collects what is wrong with them.
package protocol YAMLShapes {
    mutating func report(_ problem: YAMLProblem)
}

extension YAMLShapes {
    package mutating func report(
        _ kind: YAMLProblem.Kind, at mark: YAMLMark, _ message: String, suggestion: String? = nil
    ) {
        report(YAMLProblem(kind, at: mark, message, suggestion: suggestion))
    }

    /// A scalar with something in it.
    package mutating func string(_ node: YAMLNode, _ what: String) -> String? {
        guard let text = node.text, !node.isEmpty else {
            report(.wrongShape, at: node.start, "\(what) must be a text")
            return nil
        }
        return text
    }

    package mutating func double(_ node: YAMLNode, _ what: String) -> Double? {
        guard let text = node.text, let number = StrictNumber.read(text) else {
            report(.wrongShape, at: node.start, "\(what) must be a number")
            return nil
        }
        return number
    }

    package mutating func flag(_ node: YAMLNode, _ what: String) -> Bool? {
        switch node.text {
        case "true": return true
        case "false": return false
        default:
            report(.wrongShape, at: node.start, "\(what) must be true or false")
            return nil
        }
    }

    /// A list, one reading an item; items that cannot be read are reported and left out.
    package mutating func list<Item>(
        _ node: YAMLNode, _ what: String, of read: (inout Self, YAMLNode) -> Item?
    ) -> [Item] {
        guard let nodes = node.sequence else {
            report(.wrongShape, at: node.start, "\(what) must be a list: [a, b]")
            return []
        }
        return nodes.compactMap { read(&self, $0) }
    }

    /// The entries of a mapping whose keys are names that the writer chose.
    package mutating func entries(_ node: YAMLNode, _ what: String) -> [YAMLEntry] {
        guard let entries = node.mapping else {
            report(.wrongShape, at: node.start, "\(what) must be a mapping: {name: …}")
            return []
        }
        return entries
    }
}
