extension PlaybookGraph {
    /// The tree for Mermaid (https://mermaid.js.org/syntax/flowchart.html), which GitHub, GitLab and many wikis draw.
    package var mermaid: String {
        var lines = ["---", "title: \"\(SafeText.safe("\(id): \(title)", for: .json))\"", "---", "flowchart TD"]
        lines += boxes.indices.map { "    \(Self.name($0))\(boxes[$0].mermaid)" }
        lines += arrows.map { arrow in
            let line = arrow.isElse ? "-.->" : "-->"
            return "    \(Self.name(arrow.from)) \(line)|\(Self.quoted(arrow.label))| \(Self.name(arrow.to))"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Numbers, because the ids of nodes may be words of Mermaid's own, such as `end`.
    private static func name(_ index: Int) -> String { "n\(index + 1)" }

    fileprivate static func quoted(_ lines: [String]) -> String {
        "\"" + lines.map { SafeText.safe($0, for: .mermaid) }.joined(separator: "<br/>") + "\""
    }
}

extension PlaybookGraph.Box {
    fileprivate var mermaid: String {
        let text = PlaybookGraph.quoted(["\(word): \(title)"] + notes)
        return switch kind {
        case .test: "[\(text)]"
        case .ask: "[/\(text)/]"
        case .check: "{{\(text)}}"
        case .include: "[[\(text)]]"
        case .exit: "([\(text)])"
        case .conclude: "(\(text))"
        }
    }
}
