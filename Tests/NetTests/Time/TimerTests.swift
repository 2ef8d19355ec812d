import Net
import TestSupport
import Testing

@NetActor
@Suite struct TimerTests {
    @Test("Timers fire in the order of their deadlines, equal ones in the order of setting")
    func order() async {
        let time = VirtualTime()
        var fired: [Int] = []
        for (index, delay) in [30, 10, 20, 10, 0, 30].enumerated() {
            _ = time.schedule(at: Instant(nanoseconds: 0).adding(milliseconds: delay)) { fired.append(index) }
        }
        await time.advance(milliseconds: 10)
        #expect(fired == [4, 1, 3])
        await time.advance(milliseconds: 100)
        #expect(fired == [4, 1, 3, 2, 0, 5])
    }

    @Test("Of many timers exactly those fire that nobody cancelled, whatever the order")
    func cancelled() async {
        let time = VirtualTime()
        var generator = SystemRandomNumberGenerator()
        var fired: [Int] = []
        let delays = (0..<1000).map { _ in Int.random(in: 0..<200, using: &generator) }
        let timers = delays.indices.map { index in
            time.schedule(at: Instant(nanoseconds: 0).adding(milliseconds: delays[index])) { fired.append(index) }
        }
        let kept = Set(delays.indices.filter { _ in Bool.random() })
        for index in delays.indices.shuffled() where !kept.contains(index) { timers[index].cancel() }
        await time.advance(milliseconds: 200)
        #expect(fired == kept.sorted { (delays[$0], $0) < (delays[$1], $1) })
        timers[0].cancel()
    }

    @Test("A timer may set and cancel others while it fires")
    func reentrant() async {
        let time = VirtualTime()
        var fired: [String] = []
        var victim: Net.Timer?
        _ = time.schedule(at: Instant(nanoseconds: 0)) {
            fired.append("first")
            victim?.cancel()
            _ = time.schedule(at: Instant(nanoseconds: 0)) { fired.append("overdue") }
        }
        victim = time.schedule(at: Instant(nanoseconds: 0)) { fired.append("victim") }
        await time.advance(milliseconds: 0)
        #expect(fired == ["first", "overdue"])
    }

    @Test("The reactor wakes for its timers in order, and sleeping ends with cancellation")
    func systemTimers() async {
        let time = SystemTime()
        let start = time.now
        await time.sleep(until: start.adding(milliseconds: 15))
        #expect(time.now.milliseconds(since: start) >= 15)
        await time.sleep(until: start)
        let sleeper = Task { await time.sleep(until: .distantFuture) }
        sleeper.cancel()
        await sleeper.value
    }
}
