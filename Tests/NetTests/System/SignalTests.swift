import Glibc
import Net
import Testing

/// Serialized: signals belong to the whole process.
@Suite(.serialized) struct SignalTests {
    @Test("First and second interrupt and a termination come in order, and only one can listen")
    func order() async throws {
        let signals = try await Signals.install().get()
        let second = await Signals.install()
        #expect(throws: LocalError(.other, code: EBUSY, call: "sigaction")) { _ = try second.get() }

        let waiting = Task { await signals.next(until: patience) }
        kill(getpid(), SIGINT)
        #expect(await waiting.value == .interrupt)
        kill(getpid(), SIGINT)
        #expect(await signals.next(until: patience) == .interrupt)
        kill(getpid(), SIGTERM)
        #expect(await signals.next(until: patience) == .terminate)
        #expect(await signals.next(until: soon(10)) == nil)

        let cancelled = Task { await signals.next() }
        cancelled.cancel()
        #expect(await cancelled.value == nil)
        await signals.close()
        #expect(await signals.next() == nil)
    }

    @Test("A signal inherited as ignored stays ignored, and closing puts everything back")
    func ignored() async throws {
        let former = signal(SIGINT, SIG_IGN)
        defer { _ = signal(SIGINT, former) }
        let signals = try await Signals.install().get()
        kill(getpid(), SIGINT)
        kill(getpid(), SIGTERM)
        #expect(await signals.next(until: patience) == .terminate)
        await signals.close()
        kill(getpid(), SIGINT)
    }
}
