import Glibc

/// Owns a non-blocking file descriptor and lets tasks wait for it.
@NetActor
final class Descriptor {
    /// Nil once closed: a number used after that could be somebody else's.
    private(set) var fd: Int32?
    private let readers = WaitingRoom<Void>(time: SystemTime())
    private let writers = WaitingRoom<Void>(time: SystemTime())
    private var key: UInt64?
    /// Called first, for a socket that reads as soon as something arrives.
    var onReady: (@NetActor (Readiness) -> Void)?

    private init(owning fd: Int32) {
        self.fd = fd
    }

    /// Takes the descriptor over; it is closed also when epoll does not take it.
    static func watching(_ fd: Int32) -> Result<Descriptor, LocalError> {
        let descriptor = Descriptor(owning: fd)
        return Reactor.shared.watch(fd) { [weak descriptor] in descriptor?.report($0) }.map { key in
            descriptor.key = key
            return descriptor
        }
    }

    isolated deinit {
        close()
    }

    /// Returns when reading is worth another try; false at the deadline, on cancellation or when closed.
    func readable(until deadline: Instant) async -> Bool {
        await readers.wait(until: deadline) != nil
    }

    /// The same for writing.
    func writable(until deadline: Instant) async -> Bool {
        await writers.wait(until: deadline) != nil
    }

    func close() {
        guard let fd else { return }
        self.fd = nil
        if let key { Reactor.shared.forget(key) }
        Glibc.close(fd)
        onReady = nil
        readers.resumeAll(returning: nil)
        writers.resumeAll(returning: nil)
    }

    private func report(_ readiness: Readiness) {
        onReady?(readiness)
        if !readiness.isDisjoint(with: [.readable, .error]) { readers.resumeAll(returning: ()) }
        if !readiness.isDisjoint(with: [.writable, .error]) { writers.resumeAll(returning: ()) }
    }
}
