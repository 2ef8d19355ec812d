import Diagnosis
import Net

/// Ctrl-C and SIGTERM: the first ends the measurements, and what is known is printed; the second ends the program.
@NetActor
final class Interruption {
    private let stop: @Sendable () async -> Void
    private var watcher: Task<Void, Never>?
    private var happened = false
    /// A question was answered by leaving: what was measured is shown, and nothing more is asked.
    private(set) var hasLeft = false

    private init(_ stop: @escaping @Sendable () async -> Void) {
        self.stop = stop
    }

    static func watch(_ stop: @escaping @Sendable () async -> Void) -> Interruption {
        let interruption = Interruption(stop)
        interruption.watch()
        return interruption
    }

    private func watch() {
        guard case .success(let signals) = Signals.install() else { return }
        watcher = Task { @NetActor in
            defer { signals.close() }
            guard await signals.next() != nil else { return }
            await happens()
            if await signals.next() != nil { Main.finish(Diagnosis.ExitCode.interrupted) }
        }
    }

    private func happens() async {
        happened = true
        await stop()
    }

    /// Leaves the signals to a question meanwhile; one that comes there counts as well.
    func pause(_ ask: @escaping @Sendable () -> Questioner.Reply) async -> Questioner.Reply {
        _ = await end()
        // Reading blocks its thread, and the reactor has work to do.
        let reply = await Task.detached { ask() }.value
        watch()
        if case .interrupted = reply { await happens() }
        if case .quit = reply { hasLeft = true }
        return reply
    }

    /// Gives the signals back their meaning, and says whether one came.
    func end() async -> Bool {
        watcher?.cancel()
        await watcher?.value
        return happened
    }
}
