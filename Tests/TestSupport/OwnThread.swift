import Foundation

/// An executor that is one thread. Tests that wait for programs run on one, by way of a global actor: waiting on a
/// thread of the cooperative pool, which has as many as there are cores, would hold up every other test.
package final class OwnThread: SerialExecutor {
    private let jobs = Jobs()

    package init(name: String) {
        let jobs = jobs
        let executor = Unmanaged.passUnretained(self)
        let thread = Thread {
            // The executors live in the actors below, which live as long as the process.
            while true { jobs.next().runSynchronously(on: executor.takeUnretainedValue().asUnownedSerialExecutor()) }
        }
        thread.name = name
        thread.stackSize = 8 << 20
        thread.start()
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        jobs.add(UnownedJob(job))
    }

    /// `@unchecked`: the condition's lock guards the list.
    private final class Jobs: @unchecked Sendable {
        private let condition = NSCondition()
        private var waiting: [UnownedJob] = []

        func add(_ job: UnownedJob) {
            condition.lock()
            waiting.append(job)
            condition.signal()
            condition.unlock()
        }

        func next() -> UnownedJob {
            condition.lock()
            defer { condition.unlock() }
            while waiting.isEmpty { condition.wait() }
            return waiting.removeFirst()
        }
    }
}

/// Where the command tests run.
@globalActor
package actor CommandThread {
    package static let shared = CommandThread()
    private let executor = OwnThread(name: "commands")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
}

/// Where those of them run that read reports and pages: beside the others, as all of them wait more than they work.
@globalActor
package actor ReportThread {
    package static let shared = ReportThread()
    private let executor = OwnThread(name: "reports")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
}

/// Where the tests across a faulty network run.
@globalActor
package actor PathThread {
    package static let shared = PathThread()
    private let executor = OwnThread(name: "path")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
}

/// Where the tests that call real servers run.
@globalActor
package actor CallThread {
    package static let shared = CallThread()
    private let executor = OwnThread(name: "calls")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
}

/// Where the tests against real servers run.
@globalActor
package actor ServerThread {
    package static let shared = ServerThread()
    private let executor = OwnThread(name: "servers")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
}
