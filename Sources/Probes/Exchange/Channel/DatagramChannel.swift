import DNS
import Net
import SIP

/// Requests to one address through the run's UDP socket.
@NetActor
final class DatagramChannel: SIPChannel {
    let transport = ServerLocator.Transport.udp
    let local: Endpoint
    let remote: Endpoint
    let secure: TLSConnection? = nil
    let hasUnacknowledged = false
    private let socket: SharedSocket
    private var membership: Int?
    /// The requests of a call have a branch each; the socket learns them when they are sent.
    private var learnsBranches = false

    init(socket: SharedSocket, local: Endpoint, remote: Endpoint) {
        self.socket = socket
        self.local = local
        self.remote = remote
    }

    func listen(branch: String?, callID: String?, into mailbox: Mailbox<SocketEvent>) {
        learnsBranches = branch == nil
        let key = SharedSocket.Key(remote: remote, branches: branch.map { [$0] } ?? [], callID: callID)
        membership = socket.join(key, mailbox)
    }

    func send(_ bytes: [UInt8], until deadline: Instant) async -> ExchangeResult.Ending? {
        if learnsBranches, let membership, case .message(let request, _) = Message.parse(bytes, framing: .datagram),
            request.isRequest, let branch = request.topVia?.branch
        {
            socket.expect(branch, for: membership)
        }
        if case .failed(let error) = await socket.socket.send(bytes, to: remote) { return .local(error) }
        return nil
    }

    func close() {
        if let membership { socket.leave(membership) }
        membership = nil
    }
}
