/// What is due, and when; of the same time, in the order in which it was planned.
struct Agenda<Item> {
    private var entries: [(time: Int, number: Int, item: Item)] = []
    private var count = 0

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ item: Item, at time: Int) {
        count += 1
        entries.append((time, count, item))
    }

    mutating func next() -> (time: Int, item: Item)? {
        guard let first = entries.indices.min(by: { order($0) < order($1) }) else { return nil }
        let entry = entries.remove(at: first)
        return (entry.time, entry.item)
    }

    private func order(_ index: Int) -> (Int, Int) {
        (entries[index].time, entries[index].number)
    }
}
