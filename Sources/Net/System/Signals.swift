import CShims
import Glibc

/// SIGINT and SIGTERM as something to wait for: the first is to hang up, the second to leave at once.
@NetActor
package final class Signals {
    package enum Signal: Sendable, Hashable {
        case interrupt
        case terminate
    }

    private let descriptor: Descriptor

    private init(_ descriptor: Descriptor) {
        self.descriptor = descriptor
    }

    /// Catches the signals for the whole process until `close()`; a signal inherited as ignored (`nohup`) stays ignored.
    /// Only one can be installed at a time (EBUSY).
    package static func install() -> Result<Signals, LocalError> {
        let fd = sd_signals_install()
        guard fd >= 0 else { return .failure(LocalError(errno, in: "sigaction")) }
        let signals = Descriptor.watching(fd).map(Signals.init)
        if case .failure = signals { sd_signals_restore() }
        return signals
    }

    isolated deinit {
        close()
    }

    /// The next signal, in the order of arrival. Nil at the deadline, when the task is cancelled or after `close()`.
    package func next(until deadline: Instant = .distantFuture) async -> Signal? {
        while let fd = descriptor.fd {
            var number: UInt8 = 0
            if read(fd, &number, 1) == 1 { return Int32(number) == SIGINT ? .interrupt : .terminate }
            guard await descriptor.readable(until: deadline) else { return nil }
        }
        return nil
    }

    /// Gives the signals back the meaning they had.
    package func close() {
        guard descriptor.fd != nil else { return }
        sd_signals_restore()
        descriptor.close()
    }
}
