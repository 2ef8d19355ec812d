import CShims
import Glibc

/// One thread that runs `NetActor`'s jobs and, when there are none, waits in epoll for sockets, timers or new jobs.
final class EventLoop: SerialExecutor {
    private struct Inbox {
        var jobs: [UnownedJob] = []
        /// The thread is, or is about to be, in epoll_wait and has to be woken.
        var isWaiting = false
        var thread: pthread_t?
    }

    let epoll: Int32
    private let wakeUp: Int32
    private let inbox = Locked(Inbox())

    /// What the reactor never gives to a socket: the eventfd that wakes the thread.
    static let wakeUpKey: UInt64 = 0

    init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        wakeUp = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        var event = epoll_event()
        event.events = EPOLLIN.rawValue
        event.data.u64 = Self.wakeUpKey
        let registered = epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUp, &event)
        precondition(registered == 0, "no descriptors left for the event loop: errno \(errno)")

        // The thread lives as long as the process, and so does the loop.
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<EventLoop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        precondition(started == 0, "no thread for the event loop: errno \(started)")
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustWake = inbox.withLock { inbox in
            inbox.jobs.append(job)
            defer { inbox.isWaiting = false }
            return inbox.isWaiting
        }
        if mustWake { eventfd_write(wakeUp, 1) }
    }

    func checkIsolated() {
        let isOwnThread = inbox.withLock { inbox in
            inbox.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false
        }
        precondition(isOwnThread, "not on NetActor's thread")
    }

    private func run() {
        inbox.withLock { $0.thread = pthread_self() }
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while true {
            runJobs()
            let patience = NetActor.assumeIsolated { Reactor.shared.fireTimers() }
            let mayWait = inbox.withLock { inbox in
                inbox.isWaiting = inbox.jobs.isEmpty
                return inbox.isWaiting
            }
            let count = epoll_wait(epoll, &events, Int32(events.count), mayWait ? patience : 0)
            inbox.withLock { $0.isWaiting = false }
            if count > 0 { dispatch(events.prefix(Int(count))) }
        }
    }

    private func runJobs() {
        let jobs = inbox.withLock { inbox in
            let jobs = inbox.jobs
            inbox.jobs = []
            return jobs
        }
        for job in jobs {
            job.runSynchronously(on: asUnownedSerialExecutor())
        }
    }

    private func dispatch(_ events: ArraySlice<epoll_event>) {
        let reports = events.map { (key: $0.data.u64, readiness: Readiness(rawValue: $0.events)) }
        NetActor.assumeIsolated {
            for report in reports where report.key != Self.wakeUpKey {
                Reactor.shared.report(report.readiness, for: report.key)
            }
        }
        if reports.contains(where: { $0.key == Self.wakeUpKey }) {
            var count: eventfd_t = 0
            eventfd_read(wakeUp, &count)
        }
    }
}
