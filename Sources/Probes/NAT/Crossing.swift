import Net
import STUN

/// A STUN message sent from one socket that has to arrive at another: through a NAT's mapping, or back through the NAT
/// itself.
@NetActor
struct Crossing {
    let sender: SharedSocket
    let receiver: SharedSocket
    let time: any TimeSource

    /// Repeats cover a lost packet, and no more: silence is the expected answer of a closed door.
    private static let waitsMs = [250, 500, 750]

    /// Whether it arrived.
    /// - Parameter message: Makes the message.
    func arrives(at remote: Endpoint, _ message: (TransactionID) -> [UInt8]) async -> Bool {
        var generator = SystemRandomNumberGenerator()
        let id = TransactionID(using: &generator)
        let mailbox = Mailbox<SocketEvent>(capacity: 16, time: time)
        let membership = receiver.join(SharedSocket.Key(remote: remote, transaction: id), mailbox)
        defer { receiver.leave(membership) }
        let bytes = message(id)
        for wait in Self.waitsMs {
            guard !Task.isCancelled, case .sent = await sender.socket.send(bytes, to: remote) else { return false }
            let end = time.now.adding(milliseconds: wait)
            while let event = await mailbox.receive(until: end) {
                if case .stun = event { return true }
                guard time.now < end else { break }
            }
        }
        return false
    }
}
