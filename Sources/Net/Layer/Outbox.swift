/// What a layer has to send, in the order in which it said so: of two tasks that send, the second may not overtake.
@NetActor
final class Outbox {
    private let below: any StreamConnection
    private let turns: WaitingRoom<Void>
    private var bytes: [UInt8] = []
    private var isSending = false

    init(_ below: any StreamConnection, time: any TimeSource) {
        self.below = below
        turns = WaitingRoom(time: time)
    }

    func add(_ more: [UInt8]) {
        bytes += more
    }

    /// Returns when everything added before has been taken, by whomever. What the peer did not take in time stays for the
    /// next time, so that the stream remains whole.
    func flush(until deadline: Instant) async -> StreamSendResult {
        while isSending {
            guard await turns.wait(until: deadline) != nil else { return .timedOut(sent: 0) }
        }
        isSending = true
        defer {
            isSending = false
            turns.resumeAll(returning: ())
        }
        while !bytes.isEmpty {
            let batch = bytes
            bytes = []
            let result = await below.send(batch, until: deadline)
            if case .timedOut(let sent) = result { bytes = batch.dropFirst(sent) + bytes }
            guard case .sent = result else { return result }
        }
        return .sent
    }
}
