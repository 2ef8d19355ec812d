import CShims
import Glibc

/// What epoll says of a descriptor.
struct Readiness: OptionSet {
    let rawValue: UInt32

    static let readable = Readiness(rawValue: EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLHUP.rawValue)
    static let writable = Readiness(rawValue: EPOLLOUT.rawValue | EPOLLHUP.rawValue)
    static let error = Readiness(rawValue: EPOLLERR.rawValue)
}

/// Who waits for which descriptor, and the timers.
@NetActor
final class Reactor {
    static let shared = Reactor()

    let timers = TimerHeap()
    /// Where every socket reads into: one datagram of the greatest size, or a good piece of a stream.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    private var watchers: [UInt64: @NetActor (Readiness) -> Void] = [:]
    private var lastKey = EventLoop.wakeUpKey

    private init() {}

    /// Reports every change of `fd`'s readiness (edge-triggered: read and write until EAGAIN), the first state included.
    func watch(_ fd: Int32, _ watcher: @escaping @NetActor (Readiness) -> Void) -> Result<UInt64, LocalError> {
        lastKey += 1
        var event = epoll_event()
        event.events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
        event.data.u64 = lastKey
        guard epoll_ctl(NetActor.shared.loop.epoll, EPOLL_CTL_ADD, fd, &event) == 0 else {
            return .failure(LocalError(errno, in: "epoll_ctl"))
        }
        watchers[lastKey] = watcher
        return .success(lastKey)
    }

    /// Forgets the watcher; closing the descriptor removes it from epoll.
    func forget(_ key: UInt64) {
        watchers[key] = nil
    }

    func report(_ readiness: Readiness, for key: UInt64) {
        watchers[key]?(readiness)
    }

    /// Runs the timers that are due; returns the milliseconds to the next, rounded up, or -1 without one.
    func fireTimers() -> Int32 {
        guard let first = timers.nextDeadline else { return -1 }
        let now = SystemTime().now
        if first <= now { timers.fire(through: now) }
        guard let next = timers.nextDeadline else { return -1 }
        let milliseconds = next.milliseconds(since: SystemTime().now).rounded(.up)
        return Int32(min(max(milliseconds, 0), 3_600_000))
    }
}
