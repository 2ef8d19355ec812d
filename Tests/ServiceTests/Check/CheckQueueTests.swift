import Testing

@testable import Service

@Suite struct CheckQueueTests {
    /// `2` begins as many as may; `-a` lets the first running check of host a leave.
    @Test func hostsTakeTurnsAndNobodyStandsInTheWay() {
        var queue = CheckQueue(hosts: ["a", "a", "a", "b", "c", "a"], atOnce: 4, perHost: 2)
        #expect(begun(&queue) == [0, 3, 4, 1])
        queue.leave(3)
        #expect(begun(&queue) == [])
        queue.leave(0)
        #expect(begun(&queue) == [2])
        queue.leave(1)
        queue.leave(4)
        #expect(begun(&queue) == [5])
        queue.leave(2)
        queue.leave(5)
        #expect(begun(&queue) == [])
    }

    @Test func whatIsSlowKeepsNoPlaceAsFarAsThereIsRoom() {
        var queue = CheckQueue(hosts: ["a", "b", "c", "d", "e"], atOnce: 1, perHost: 1, slowAtOnce: 2)
        #expect(begun(&queue) == [0])
        // What is not on its way cannot be slow.
        queue.slowDown(4)
        #expect(begun(&queue) == [])
        queue.slowDown(0)
        queue.slowDown(0)
        #expect(begun(&queue) == [1])
        queue.slowDown(1)
        #expect(begun(&queue) == [2])
        queue.slowDown(2)
        #expect(begun(&queue) == [])
        queue.leave(1)
        queue.slowDown(2)
        #expect(begun(&queue) == [3])
        queue.leave(3)
        #expect(begun(&queue) == [4])
    }

    @Test func everyCheckBeginsOnceWhateverTheLimits() {
        for (atOnce, perHost) in [(1, 1), (3, 2), (100, 1), (7, 7)] {
            let hosts = (0..<200).map { "h\($0 * $0 % 7)" }
            var queue = CheckQueue(hosts: hosts, atOnce: atOnce, perHost: perHost)
            var (running, all, most): ([Int], [Int], [String: Int]) = ([], [], [:])
            repeat {
                running += begun(&queue)
                #expect(running.count <= atOnce)
                for (host, count) in Dictionary(grouping: running, by: { hosts[$0] }).mapValues(\.count) {
                    most[host] = max(most[host] ?? 0, count)
                }
                guard let first = running.first else { break }
                all.append(first)
                running.removeFirst()
                queue.leave(first)
            } while true
            #expect(all.sorted() == Array(0..<200))
            #expect(most.values.allSatisfy { $0 <= perHost })
        }
    }

    private func begun(_ queue: inout CheckQueue) -> [Int] {
        var begun: [Int] = []
        while let index = queue.next() { begun.append(index) }
        return begun
    }
}
