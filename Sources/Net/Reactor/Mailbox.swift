/// A bounded queue between one who delivers and one who waits: a demultiplexer gives every transaction its own.
@NetActor
package final class Mailbox<Element: Sendable> {
    private let capacity: Int
    private let room: WaitingRoom<Element>
    /// Waiting elements: the oldest at the end of `outgoing`, the newest at the end of `incoming`.
    private var outgoing: [Element] = []
    private var incoming: [Element] = []
    private var isClosed = false

    /// - Parameter time: The clock of the deadlines.
    package init(capacity: Int = 64, time: any TimeSource = SystemTime()) {
        self.capacity = capacity
        room = WaitingRoom(time: time)
    }

    package var isFull: Bool { outgoing.count + incoming.count >= capacity }

    /// False, and the element is lost, when the mailbox is full or closed.
    @discardableResult
    package func deliver(_ element: Element) -> Bool {
        if isClosed { return false }
        if room.resumeFirst(returning: element) { return true }
        if isFull { return false }
        incoming.append(element)
        return true
    }

    /// The oldest element, which wins over a deadline already passed. Nil at the deadline, when the task is cancelled, and
    /// at once when the mailbox is closed and empty.
    package func receive(until deadline: Instant) async -> Element? {
        if outgoing.isEmpty {
            swap(&outgoing, &incoming)
            outgoing.reverse()
        }
        if let element = outgoing.popLast() { return element }
        return isClosed ? nil : await room.wait(until: deadline)
    }

    /// What was delivered stays; who waits gets nil.
    package func close() {
        isClosed = true
        room.resumeAll(returning: nil)
    }
}
