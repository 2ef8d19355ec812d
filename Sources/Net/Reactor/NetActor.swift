/// The isolation of everything that touches a socket or a timer: its executor is the thread that waits in epoll.
@globalActor
package actor NetActor {
    package static let shared = NetActor()

    nonisolated let loop = EventLoop()

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Runs `body` on the reactor's thread, without suspension.
    @NetActor
    package static func run<Value: Sendable>(_ body: @NetActor () throws -> Value) async rethrows -> Value {
        try body()
    }

    /// Lets everybody else have their turn. `Task.yield()` would leave the reactor's thread and wait for one of the pool,
    /// which may be busy for seconds.
    @NetActor
    package static func yield() async {
        await withCheckedContinuation { continuation in
            let time = SystemTime()
            _ = time.schedule(at: time.now) { continuation.resume() }
        }
    }

    /// For the reactor's own thread, between jobs: the compiler cannot know that the isolation already holds.
    nonisolated static func assumeIsolated<Value: Sendable>(_ body: @NetActor () -> Value) -> Value {
        shared.preconditionIsolated()
        // What MainActor.assumeIsolated does: the isolation, just proven, is dropped from the type.
        return withoutActuallyEscaping(body) { unsafeBitCast($0, to: (() -> Value).self)() }
    }
}
