/// An action that waits for its time.
@NetActor
package final class Timer {
    fileprivate let deadline: Instant
    fileprivate let order: UInt64
    fileprivate let action: @NetActor () -> Void
    /// The place in the heap; nil when not, or no longer, waiting.
    fileprivate var index: Int?
    /// Valid while `index` is set. Not weak: LeakSanitizer cannot see the side table of an object that lives for ever.
    private unowned let heap: TimerHeap

    fileprivate init(
        deadline: Instant, order: UInt64, heap: TimerHeap, action: @escaping @NetActor () -> Void
    ) {
        self.deadline = deadline
        self.order = order
        self.heap = heap
        self.action = action
    }

    /// Does nothing once the timer has fired.
    package func cancel() {
        if index != nil { heap.remove(self) }
    }

    fileprivate func isBefore(_ other: Timer) -> Bool {
        deadline == other.deadline ? order < other.order : deadline < other.deadline
    }
}

/// Timers by deadline, those of the same deadline in the order in which they were set. A binary heap in which every
/// timer knows its place: most are cancelled long before their time.
@NetActor
package final class TimerHeap {
    private var timers: [Timer] = []
    private var order: UInt64 = 0

    package nonisolated init() {}

    isolated deinit {
        for timer in timers { timer.index = nil }
    }

    /// When the next timer is due.
    package var nextDeadline: Instant? { timers.first?.deadline }

    package func schedule(at deadline: Instant, _ action: @escaping @NetActor () -> Void) -> Timer {
        order &+= 1
        let timer = Timer(deadline: deadline, order: order, heap: self, action: action)
        timers.append(timer)
        place(timer, at: timers.count - 1)
        rise(timers.count - 1)
        return timer
    }

    /// Runs what is due by `now`. A timer that an action sets anew waits for the next call if the turn was long.
    package func fire(through now: Instant) {
        for _ in 0..<timers.count {
            guard let first = timers.first, first.deadline <= now else { return }
            remove(first)
            first.action()
        }
    }

    fileprivate func remove(_ timer: Timer) {
        guard let index = timer.index, let last = timers.popLast() else { return }
        timer.index = nil
        guard last !== timer else { return }
        place(last, at: index)
        rise(index)
        sink(last.index ?? index)
    }

    private func place(_ timer: Timer, at index: Int) {
        timers[index] = timer
        timer.index = index
    }

    private func swap(_ first: Int, _ second: Int) {
        let timer = timers[first]
        place(timers[second], at: first)
        place(timer, at: second)
    }

    private func rise(_ start: Int) {
        var index = start
        while index > 0, timers[index].isBefore(timers[(index - 1) / 2]) {
            swap(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private func sink(_ start: Int) {
        var index = start
        while true {
            var smallest = index
            for child in [2 * index + 1, 2 * index + 2] where child < timers.count {
                if timers[child].isBefore(timers[smallest]) { smallest = child }
            }
            if smallest == index { return }
            swap(index, smallest)
            index = smallest
        }
    }
}
