import Diagnosis
import Net

/// Ctrl-C and SIGTERM: the first ends the measurements, and what is known is printed; the second ends the program.
@NetActor
final class Interruption {
    private var watcher: Task<Void, Never>?
    private var happened = false

    static func watch(_ stop: @escaping @Sendable () async -> Void) -> Interruption {
        let interruption = Interruption()
        guard case .success(let signals) = Signals.install() else { return interruption }
        interruption.watcher = Task { @NetActor in
            defer { signals.close() }
            guard await signals.next() != nil else { return }
            interruption.happened = true
            await stop()
            if await signals.next() != nil { Main.finish(Diagnosis.ExitCode.interrupted) }
        }
        return interruption
    }

    /// Gives the signals back their meaning, and says whether one came.
    func end() -> Bool {
        watcher?.cancel()
        return happened
    }
}
