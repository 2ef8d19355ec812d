import Testing

@testable import DNS

@Suite struct SRVOrderTests {
    @Test(
        arguments: [
            // Running sums in the order z(0) a(0+10=10) b(40) c(100): RFC 2782's own draw.
            ([0], "zabc"), ([1, 0], "azbc"), ([10, 0], "azbc"), ([11, 0], "bzac"), ([40, 0], "bzac"),
            ([41, 0], "czab"),
            ([100, 0], "czab"), ([100, 40, 10], "cbaz"), ([0, 100, 11], "zcba"),
        ] as [([Int], String)])
    func drawsByWeight(_ draws: [Int], _ order: String) {
        let records = [("a", 10), ("b", 30), ("z", 0), ("c", 60)].map { srv($0.0, 1, UInt16($0.1)) }
        var draws = draws[...]
        let sorted = SRVOrder.sorted(records) { range in
            min(draws.popFirst() ?? 0, range.upperBound)
        }
        #expect(letters(sorted) == order)
    }

    @Test func asksForTheSumInclusive() {
        var ranges: [ClosedRange<Int>] = []
        _ = SRVOrder.sorted([srv("a", 1, 65_535), srv("b", 1, 65_535), srv("c", 2, 7)]) { range in
            ranges.append(range)
            return range.upperBound
        }
        #expect(ranges == [0...131_070])
    }

    @Test func putsPrioritiesInOrder() {
        let records = [srv("c", 30, 100), srv("a", 10, 0), srv("b", 20, 5)]
        #expect(letters(SRVOrder.sorted(records) { _ in 0 }) == "abc")
    }

    @Test func everyDrawGivesEachRecordItsShare() {
        let records = [srv("a", 1, 1), srv("b", 1, 3)]
        let firsts = (0...4).map { number in letters(SRVOrder.sorted(records) { _ in number }).prefix(1) }
        #expect(firsts == ["a", "a", "b", "b", "b"])
    }

    @Test(arguments: [-5, 1_000_000])
    func survivesARandomNumberOutOfItsRange(_ number: Int) {
        #expect(SRVOrder.sorted([srv("a", 1, 1), srv("b", 1, 3)]) { _ in number }.count == 2)
    }

    private func srv(_ target: String, _ priority: UInt16, _ weight: UInt16) -> SRV {
        SRV(priority: priority, weight: weight, port: 5060, target: name(target))
    }

    private func letters(_ records: [SRV]) -> String {
        records.map(\.target.description).joined()
    }
}
