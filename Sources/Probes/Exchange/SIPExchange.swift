package import DNS
import Diagnosis
package import Net
package import SIP

/// One request on its way to one address and back: a client transaction driven over UDP or TCP.
@NetActor
package final class SIPExchange {
    private let transport: ServerLocator.Transport
    private let anyPort: Bool
    private let context: ProbeContext
    private let patience: Instant
    private let began: Instant
    private var result: ExchangeResult
    private var time: any TimeSource { context.network.time }

    /// Makes the request: the local address for Via and Contact, and the branch that a new transaction needs.
    package typealias Builder = @Sendable (_ local: Endpoint, _ branch: String) -> Message?

    package init(
        toward remote: Endpoint, transport: ServerLocator.Transport, anyPort: Bool = false, in context: ProbeContext
    ) {
        self.transport = transport
        self.anyPort = anyPort
        self.context = context
        patience = context.patience
        began = context.network.time.now
        result = ExchangeResult(remote: remote, isStream: transport != .udp)
    }

    package func run(_ build: Builder) async -> ExchangeResult {
        if transport == .udp { await runOverUDP(build) } else { await runOverTCP(build) }
        result.elapsedMs = time.now.milliseconds(since: began)
        return result
    }

    // MARK: - UDP

    private func runOverUDP(_ build: Builder) async {
        let socket: SharedSocket
        let local: Endpoint
        switch context.sockets.socket(toward: result.remote, anyPort: anyPort) {
        case .success(let open): socket = open
        case .failure(let error): return result.ending = .local(error)
        }
        switch context.sockets.source(of: socket, toward: result.remote) {
        case .success(let source): local = source
        case .failure(let error): return result.ending = .local(error)
        }
        let branch = RandomID.branch()
        guard let request = build(local, branch) else { return }
        let key = SharedSocket.Key(remote: result.remote, branch: branch, callID: request.callID?.text)
        let (id, mailbox) = socket.join(key)
        defer { socket.leave(id) }
        let remote = result.remote
        await drive(request, isReliable: false, from: local, mailbox: mailbox) { bytes in
            if case .failed(let error) = await socket.socket.send(bytes, to: remote) { return .local(error) }
            return nil
        }
    }

    // MARK: - TCP

    private func runOverTCP(_ build: Builder) async {
        let source = context.settings.localAddress.map { address in
            Endpoint(address, port: anyPort ? 0 : context.settings.localPort)
        }
        let connection: any StreamConnection
        switch await context.network.connect(to: result.remote, from: source, until: patience) {
        case .connected(let open): connection = open
        case .reset: return result.ending = .connectReset
        case .icmp(let error): return result.ending = .icmp(error)
        case .timedOut(let syns): return result.ending = .connectTimedOut(synsSent: syns)
        case .local(let error): return result.ending = .local(error)
        }
        defer { connection.close() }
        result.connectMs = time.now.milliseconds(since: began)
        guard let request = build(connection.local, RandomID.branch()) else { return }
        let mailbox = Mailbox<SocketEvent>(capacity: 256, time: time)
        let reader = Task { await StreamReader.read(connection, into: mailbox, until: patience, time: time) }
        defer { reader.cancel() }
        await drive(request, isReliable: true, from: connection.local, mailbox: mailbox) { bytes in
            switch await connection.send(bytes, until: self.patience) {
            case .sent, .timedOut: nil
            case .closed: .disconnected(reset: false)
            case .reset: .disconnected(reset: true)
            case .failed(let error): .local(error)
            }
        }
    }

    // MARK: - Driving

    /// Feeds the transaction with what arrives and with its timers, until it or the patience ends.
    private func drive(
        _ request: Message, isReliable: Bool, from local: Endpoint, mailbox: Mailbox<SocketEvent>,
        send: (_ bytes: [UInt8]) async -> ExchangeResult.Ending?
    ) async {
        result.local = local
        result.requestBytes = request.bytes.count
        var transaction = NonInviteClientTransaction(request: request, isReliable: isReliable)
        var timers: [TransactionTimer: Instant] = [:]
        var nominal = time.now
        var actions = transaction.handle(.start)
        while true {
            for action in actions {
                switch action {
                case .send(let bytes):
                    result.sent += 1
                    record(.sent, bytes, at: time.now)
                    if let ending = await send(bytes) { return result.ending = ending }
                case .start(let timer, let milliseconds): timers[timer] = nominal.adding(milliseconds: milliseconds)
                case .stop(let timer): timers[timer] = nil
                case .stray(_, let differing):
                    result.strays += 1
                    result.differences.formUnion(differing)
                case .deliver(let response) where (response.statusCode ?? 0) < 200:
                    result.provisional = response.statusCode
                case .deliver, .timedOut, .transportFailed, .terminated: break
                }
            }
            if case .answered = result.ending { return }
            guard !transaction.isTerminated else { return }
            let due = timers.min { $0.value < $1.value }
            guard let event = await mailbox.receive(until: min(due?.value ?? patience, patience)) else {
                guard let due, due.value < patience, !Task.isCancelled else { return }
                timers[due.key] = nil
                nominal = due.value
                actions = transaction.handle(.timer(due.key))
                continue
            }
            nominal = time.now
            guard let next = take(event, &transaction) else { return }
            actions = next
            if nominal >= patience { return }
        }
    }

    /// What an event means to the transaction; nil where it ends the exchange.
    private func take(_ event: SocketEvent, _ transaction: inout NonInviteClientTransaction) -> [TransactionAction]? {
        switch event {
        case .message(let message, let source, let instant):
            let actions = transaction.handle(.received(message))
            let isStray = actions.contains { if case .stray = $0 { true } else { false } }
            record(.received, message.bytes, from: source, at: instant, stray: isStray)
            for case .deliver(let response) in actions where (response.statusCode ?? 0) >= 200 {
                result.ending = .answered(response, from: source)
            }
            return actions
        case .garbage(let bytes, let source, let instant):
            result.garbage = result.garbage ?? bytes
            record(.received, bytes, from: source, at: instant, stray: true)
            return []
        case .icmp(let error):
            result.ending = .icmp(error)
            return nil
        case .broken(let bytes):
            result.garbage = bytes
            result.ending = .notSIP
            record(.received, bytes, at: time.now, stray: true)
            return nil
        case .disconnected(let reset):
            result.ending = .disconnected(reset: reset)
            return nil
        case .stun: return []
        }
    }

    private func record(
        _ direction: MessageLog.Direction, _ bytes: [UInt8], from source: Endpoint? = nil, at instant: Instant,
        stray: Bool = false
    ) {
        guard let local = result.local else { return }
        context.log.record(
            direction, bytes, transport: transport.rawValue, local: local, remote: source ?? result.remote, at: instant,
            stray: stray)
    }
}
