/// A place where tasks wait for a value, their deadline or their cancellation, whichever comes first.
@NetActor
package final class WaitingRoom<Value: Sendable> {
    @NetActor private final class Guest {
        var continuation: CheckedContinuation<Value?, Never>?
        var timer: Timer?
        var hasLeft = false
    }

    private var guests: [Guest] = []
    private let time: any TimeSource

    package init(time: any TimeSource) {
        self.time = time
    }

    /// Nil at the deadline, or when the task is cancelled.
    package func wait(until deadline: Instant) async -> Value? {
        guard !Task.isCancelled, deadline > time.now else { return nil }
        let guest = Guest()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !guest.hasLeft else { return continuation.resume(returning: nil) }
                guest.continuation = continuation
                if deadline < .distantFuture {
                    guest.timer = time.schedule(at: deadline) { self.dismiss(guest) }
                }
                guests.append(guest)
            }
        } onCancel: {
            Task { @NetActor in self.dismiss(guest) }
        }
    }

    /// Hands the value to who has waited longest; false if nobody waits.
    package func resumeFirst(returning value: Value) -> Bool {
        guard let first = guests.first else { return false }
        guests.removeFirst()
        leave(first, with: value)
        return true
    }

    /// Sends everybody away, with the value or with nil.
    package func resumeAll(returning value: Value?) {
        let everybody = guests
        guests = []
        for guest in everybody { leave(guest, with: value) }
    }

    private func dismiss(_ guest: Guest) {
        guests.removeAll { $0 === guest }
        leave(guest, with: nil)
    }

    private func leave(_ guest: Guest, with value: Value?) {
        guest.hasLeft = true
        guest.timer?.cancel()
        guest.timer = nil
        guest.continuation?.resume(returning: value)
        guest.continuation = nil
    }
}
