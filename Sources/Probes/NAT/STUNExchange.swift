import Net
import STUN

/// One STUN Binding request from the SIP socket: a `BindingTransaction` driven over it.
@NetActor
struct STUNExchange {
    let server: Endpoint
    let socket: SharedSocket
    let time: any TimeSource
    let patience: Instant
    var change: ChangeRequest?
    /// Where the answer has to come from; nil: from the server's address that is asked.
    var origin: Endpoint?

    func run() async -> STUNAnswer {
        guard let address = TransportAddress(server) else {
            return STUNAnswer(result: .transportError("no IP address"))
        }
        var generator = SystemRandomNumberGenerator()
        let transactionID = TransactionID(using: &generator)
        let mailbox = Mailbox<SocketEvent>(capacity: 256, time: time)
        let id = socket.join(SharedSocket.Key(remote: server, transaction: transactionID), mailbox)
        defer { socket.leave(id) }
        var settings = BindingTransaction.Settings()
        settings.giveUp = .milliseconds(Int(patience.milliseconds(since: time.now)))
        var transaction = BindingTransaction(
            server: address, transactionID: transactionID, change: change,
            origin: origin.flatMap(TransportAddress.init),
            settings: settings)
        func answer(_ result: BindingResult) -> STUNAnswer { STUNAnswer(result: result, strays: transaction.strays) }
        var timers: [BindingTransaction.Timer: Instant] = [:]
        var actions = transaction.handle(.start)
        while true {
            for action in actions {
                switch action {
                case .finish(let result): return answer(result)
                case .startTimer(let timer, let wait): timers[timer] = time.now + wait
                case .send(let bytes):
                    if case .failed(let error) = await socket.socket.send(bytes, to: server) {
                        return answer(.transportError("\(error)"))
                    }
                }
            }
            let due = timers.min { $0.value < $1.value }
            switch await mailbox.receive(until: min(due?.value ?? patience, patience)) {
            case nil:
                guard let due, due.value < patience, !Task.isCancelled else { return answer(.timedOut) }
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

/// How a Binding request ended, and what came that was not its answer.
struct STUNAnswer: Sendable {
    var result: BindingResult
    var strays = Strays()

    var mapped: TransportAddress? {
        if case .mapped(let answer) = result { answer.mapped } else { nil }
    }
}

extension TransportAddress {
    init?(_ endpoint: Endpoint) {
        self.init(bytes: endpoint.address.bytes, port: endpoint.port)
    }
}
