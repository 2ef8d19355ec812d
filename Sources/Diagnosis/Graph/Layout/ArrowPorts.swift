/// Where the arrows of a box leave it and arrive at it, across: side by side, in the order of the items that they lead to or
/// come from, so that they do not cross there.
struct ArrowPorts {
    /// By arrow.
    private(set) var leaving: [Int: Double]
    private(set) var arriving: [Int: Double]

    init(_ layout: GraphLayout) {
        leaving = Self.ports(layout.chains.mapValues { ($0[0], $0[1]) }, layout.items)
        arriving = Self.ports(layout.chains.mapValues { ($0[$0.count - 1], $0[$0.count - 2]) }, layout.items)
    }

    private static func ports(
        _ ends: [Int: (box: Int, neighbour: Int)], _ items: [GraphLayout.Item]
    ) -> [Int: Double] {
        var ports: [Int: Double] = [:]
        for (box, arrows) in Dictionary(grouping: ends, by: \.value.box) {
            let sorted = arrows.sorted {
                (items[$0.value.neighbour].middle, $0.key) < (items[$1.value.neighbour].middle, $1.key)
            }
            // Over the middle part of the edge, which every shape has.
            let step = min(18, items[box].breadth * 0.7 / Double(sorted.count))
            for (place, arrow) in sorted.enumerated() {
                ports[arrow.key] = items[box].middle + (Double(place) - Double(sorted.count - 1) / 2) * step
            }
        }
        return ports
    }
}
