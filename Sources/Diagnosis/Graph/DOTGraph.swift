extension PlaybookGraph {
    /// The tree for Graphviz (https://graphviz.org/doc/info/lang.html): `dot -Tsvg`.
    package var dot: String {
        var lines = [
            "digraph \(Self.quoted([id])) {",
            "    label=\(Self.quoted(["\(id): \(title)", subtitle])); labelloc=t; fontname=\"Helvetica\"",
            "    node [fontname=\"Helvetica\", fontsize=11]; edge [fontname=\"Helvetica\", fontsize=10]",
        ]
        lines += boxes.map { "    \(Self.quoted([$0.id])) [label=\(Self.quoted($0.dotLines)), \($0.dotShape)]" }
        lines += arrows.map { arrow in
            let ends = [arrow.from, arrow.to].map { Self.quoted([boxes[$0].id]) }.joined(separator: " -> ")
            let label = arrow.label.flatMap { Cells.wrap($0, columns: 24) }
            return "    \(ends) [label=\(Self.quoted(label))\(arrow.isElse ? ", style=dashed" : "")]"
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    fileprivate static func quoted(_ lines: [String]) -> String {
        "\"" + lines.map { SafeText.safe($0, for: .dot) }.joined(separator: "\\n") + "\""
    }
}

extension PlaybookGraph.Box {
    fileprivate var dotLines: [String] { [word] + Cells.wrap(title, columns: 28) + notes }

    fileprivate var dotShape: String {
        switch kind {
        case .test: "shape=box"
        case .ask: "shape=parallelogram"
        case .check: "shape=hexagon"
        case .include: "shape=box, peripheries=2"
        case .exit: "shape=ellipse"
        case .conclude: "shape=box, style=\"rounded,bold\""
        }
    }
}
