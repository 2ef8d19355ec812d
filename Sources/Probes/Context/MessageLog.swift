package import Diagnosis
package import Net
package import SIP

/// Every SIP message of the run, as the report keeps it: secrets are masked here, so that no report, trace, ladder or
/// capture has ever held one.
@NetActor
package final class MessageLog {
    package typealias Direction = RecordedMessage.Direction

    package private(set) var messages: [RecordedMessage] = []
    /// Who has answered what, and over which transport.
    private(set) var heard: Set<Heard> = []
    /// Messages beyond the limit: counted, not kept.
    package private(set) var dropped = 0
    /// Is told every message that is kept, when it is.
    var watcher: (@NetActor @Sendable (RecordedMessage) -> Void)?
    private let started: Instant
    private let mask: SecretMask

    /// A flood of answers must not fill the memory or the report.
    private static let limit = 500

    struct Heard: Hashable {
        var remote: Endpoint
        var transport: String
        /// Of the request that was answered.
        var method: SIP.Method?
    }

    /// - Parameter secrets: what no message may show, wherever it stands.
    package init(started: Instant, secrets: [Secret] = []) {
        self.started = started
        mask = SecretMask(secrets: secrets)
    }

    package func record(
        _ direction: Direction, _ bytes: [UInt8], transport: String, local: Endpoint, remote: Endpoint,
        at instant: Instant, stray: Bool = false
    ) {
        guard messages.count < Self.limit else {
            dropped += 1
            return
        }
        if direction == .received, !stray, case .message(let message, _) = Message.parse(bytes, framing: .datagram) {
            heard.insert(Heard(remote: remote, transport: transport, method: message.cseq?.method))
        }
        let message = RecordedMessage(
            atMs: Int(instant.milliseconds(since: started)), direction: direction, transport: transport,
            local: "\(local)", remote: "\(remote)", bytes: mask.masked(bytes), stray: stray)
        messages.append(message)
        watcher?(message)
    }
}
