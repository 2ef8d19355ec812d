import Net
package import Testing

/// Holds a test that races the clock back until the tests that only compute have gone.
///
/// They keep every thread of the pool busy for seconds, and a task of the reactor that was suspended comes back by way of
/// the pool (Swift 6.3: `UnsafeContinuation.resume` ends in `swift_task_enqueueGlobal`, whatever the executor).
package struct WhenQuiet: SuiteTrait, TestTrait, TestScoping {
    package let isRecursive = true

    @concurrent package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        if testCase != nil { await Self.quiet.value }
        try await function()
    }

    /// Ends when the pool has taken ten tasks in a row without delay, or after two minutes.
    private static let quiet = Task.detached {
        let time = SystemTime()
        let start = time.now
        var calm = 0
        while calm < 10, time.now.milliseconds(since: start) < 120_000 {
            let before = time.now
            // It measures how late the pool is in real time; virtual time would know nothing of that.
            try? await Task.sleep(for: .milliseconds(20))
            await Task.detached {}.value
            calm = time.now.milliseconds(since: before) < 60 ? calm + 1 : 0
        }
    }
}

extension Trait where Self == WhenQuiet {
    package static var whenQuiet: WhenQuiet { WhenQuiet() }
}
