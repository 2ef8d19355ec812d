extension PlaybookGraph {
    /// The tree as a picture of its own (SVG 1.1): no script, nothing to fetch, prints on one page.
    package var svg: String {
        let layout = GraphLayout(self)
        var picture = SVGPicture(layout)
        for (index, arrow) in arrows.enumerated() { picture.arrow(arrow, index) }
        for (index, box) in boxes.enumerated() { picture.box(box, index) }
        return picture.document(id: id, title: title, subtitle: subtitle)
    }
}

/// SVG as it grows. All text that it is given is made safe here.
private struct SVGPicture {
    private static let margin = 24.0
    private static let head = 64.0

    private let layout: GraphLayout
    /// Where the arrows of each box leave and arrive, from left to right.
    private let ports: ArrowPorts
    private var lines: [String] = []

    init(_ layout: GraphLayout) {
        self.layout = layout
        ports = ArrowPorts(layout)
    }

    mutating func arrow(_ arrow: PlaybookGraph.Arrow, _ index: Int) {
        guard let chain = layout.chains[index] else { return }
        let kind = arrow.isElse ? "arrow else" : "arrow"
        lines.append("<path class=\"\(kind)\" d=\"\(path(chain, index))\" marker-end=\"url(#head)\"/>")
        let label = layout.items[chain[1]]
        let frame = layout.frame(of: label)
        lines.append("<rect class=\"behind\" \(Self.rectangle(frame))/>")
        text(label.text, in: frame, margin: 2)
    }

    /// Along through the items of the arrow; between two ranks a curve that leaves and arrives straight.
    private func path(_ chain: [Int], _ index: Int) -> String {
        func number(_ across: Double, _ along: Double) -> String {
            let point = layout.point(across: across, along: along)
            return "\(Self.number(point.x)) \(Self.number(point.y))"
        }
        let first = layout.items[chain[0]]
        var across = ports.leaving[index] ?? first.middle
        // From the middle of the box, which hides it: the edge of a shape is not straight everywhere.
        var path = "M\(number(across, layout.starts[first.rank] + first.depth / 2))"
        for item in chain.dropFirst().map({ layout.items[$0] }) {
            let isLast = item.rank == layout.items[chain[chain.count - 1]].rank
            let end = layout.ends[item.rank - 1]
            let next = isLast ? ports.arriving[index] ?? item.middle : item.middle
            let start = layout.starts[item.rank] - (isLast ? 6 : 0)
            let half = (end + start) / 2
            path += " L\(number(across, end)) C\(number(across, half)) \(number(next, half)) \(number(next, start))"
            across = next
        }
        return path
    }

    mutating func box(_ box: PlaybookGraph.Box, _ index: Int) {
        let frame = layout.frame(of: layout.items[index])
        lines.append("<g class=\"box \(box.kind.rawValue)\">")
        shape(box.kind, frame)
        text(layout.items[index].text, in: frame, margin: 10)
        lines.append("</g>")
    }

    private mutating func shape(_ kind: PlaybookGraph.Kind, _ frame: GraphLayout.Frame) {
        let (x, y, w, h) = (frame.x, frame.y, frame.width, frame.height)
        let rectangle = Self.rectangle(frame)
        switch kind {
        case .test:
            lines.append("<rect \(rectangle)/>")
        case .include:
            lines.append("<rect \(rectangle)/>")
            for side in [x + 6, x + w - 6] {
                lines.append("<path d=\"M\(Self.number(side)) \(Self.number(y)) v\(Self.number(h))\"/>")
            }
        case .check:
            // Pointed where no arrow arrives.
            polygon(
                layout.isSideways
                    ? [
                        (x, y + 8), (x + w / 2, y), (x + w, y + 8), (x + w, y + h - 8), (x + w / 2, y + h),
                        (x, y + h - 8),
                    ]
                    : [
                        (x + 14, y), (x + w - 14, y), (x + w, y + h / 2), (x + w - 14, y + h), (x + 14, y + h),
                        (x, y + h / 2),
                    ])
        case .ask:
            polygon([(x + 12, y), (x + w, y), (x + w - 12, y + h), (x, y + h)])
        case .exit:
            lines.append("<rect \(rectangle) rx=\"\(Self.number(h / 2))\"/>")
        case .conclude:
            lines.append("<rect \(rectangle) rx=\"12\"/>")
        }
    }

    private mutating func polygon(_ points: [(Double, Double)]) {
        let list = points.map { "\(Self.number($0)),\(Self.number($1))" }.joined(separator: " ")
        lines.append("<polygon points=\"\(list)\"/>")
    }

    private mutating func text(_ box: TextBox, in frame: GraphLayout.Frame, margin: Double) {
        var y = frame.y + margin
        for line in box.lines {
            y += line.style.lineHeight
            let place = "x=\"\(Self.number(frame.x + frame.width / 2))\" y=\"\(Self.number(y - 4))\""
            let safe = SafeText.safe(line.text, for: .html)
            lines.append("<text class=\"\(line.style.rawValue)\" \(place)>\(safe)</text>")
        }
    }

    func document(id: String, title: String, subtitle: String) -> String {
        let name = SafeText.safe("\(id): \(title)", for: .html)
        let width = Self.number(
            max(layout.width, 20 + TextBox.width(of: "\(id): \(title)", .title) * 1.4) + 2 * Self.margin)
        let height = Self.number(layout.height + Self.head + 2 * Self.margin)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(width)" height="\(height)" \
            viewBox="\(Self.number(-Self.margin)) \(Self.number(-Self.margin - Self.head)) \(width) \(height)">
            <title>\(name)</title>
            <style>
            \(SVGStyle.sheet)
            </style>
            <defs><marker id="head" viewBox="0 0 8 8" refX="2" refY="4" markerWidth="8" markerHeight="8" orient="auto">\
            <path d="M0 0 L8 4 L0 8 z"/></marker></defs>
            <rect class="paper" x="\(Self.number(-Self.margin))" y="\(Self.number(-Self.margin - Self.head))" \
            width="\(width)" height="\(height)"/>
            <text class="headline" x="0" y="-44">\(name)</text>
            <text class="occasion" x="0" y="-24">\(SafeText.safe(subtitle, for: .html))</text>
            \(lines.joined(separator: "\n"))
            </svg>

            """
    }

    private static func rectangle(_ frame: GraphLayout.Frame) -> String {
        "x=\"\(number(frame.x))\" y=\"\(number(frame.y))\" width=\"\(number(frame.width))\" height=\"\(number(frame.height))\""
    }

    /// Whole pixels: a picture is the same on every machine.
    private static func number(_ value: Double) -> String { "\(Int(value.rounded()))" }
}
