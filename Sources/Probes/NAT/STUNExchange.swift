import Net
import STUN

/// One STUN Binding request from the SIP socket: a `BindingTransaction` driven over it.
@NetActor
struct STUNExchange {
    let server: Endpoint
    let socket: SharedSocket
    let time: any TimeSource
    let patience: Instant

    func run() async -> BindingResult {
        guard let address = TransportAddress(server) else { return .transportError("no IP address") }
        var generator = SystemRandomNumberGenerator()
        let transactionID = TransactionID(using: &generator)
        let mailbox = Mailbox<SocketEvent>(capacity: 256, time: time)
        let id = socket.join(SharedSocket.Key(remote: server, transaction: transactionID), mailbox)
        defer { socket.leave(id) }
        var settings = BindingTransaction.Settings()
        settings.giveUp = .milliseconds(Int(patience.milliseconds(since: time.now)))
        var transaction = BindingTransaction(server: address, transactionID: transactionID, settings: settings)
        var timers: [BindingTransaction.Timer: Instant] = [:]
        var actions = transaction.handle(.start)
        while true {
            for action in actions {
                switch action {
                case .finish(let result): return result
                case .startTimer(let timer, let wait): timers[timer] = time.now + wait
                case .send(let bytes):
                    if case .failed(let error) = await socket.socket.send(bytes, to: server) {
                        return .transportError("\(error)")
                    }
                }
            }
            let due = timers.min { $0.value < $1.value }
            switch await mailbox.receive(until: min(due?.value ?? patience, patience)) {
            case nil:
                guard let due, due.value < patience, !Task.isCancelled else { return .timedOut }
                timers[due.key] = nil
                actions = transaction.handle(.timer(due.key))
            case .stun(let bytes, let source):
                actions = TransportAddress(source).map { transaction.handle(.received(bytes, from: $0)) } ?? []
            case .icmp(let error): actions = transaction.handle(.transportError(error.sentence))
            case .message, .garbage, .broken, .disconnected: actions = []
            }
        }
    }
}

extension TransportAddress {
    init?(_ endpoint: Endpoint) {
        self.init(bytes: endpoint.address.bytes, port: endpoint.port)
    }
}
