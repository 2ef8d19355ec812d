import Net
import SIP
import STUN

/// What reaches one exchange.
enum SocketEvent: Sendable {
    case message(Message, from: Endpoint, at: Instant)
    /// A datagram that is no SIP message.
    case garbage([UInt8], from: Endpoint, at: Instant)
    case stun([UInt8], from: Endpoint)
    case icmp(ICMPError)
    /// A connection that brought something which is no SIP; its first bytes.
    case broken([UInt8])
    /// A connection that ended.
    case disconnected(reset: Bool)
}

/// One unconnected UDP socket for every SIP exchange and STUN request of a run, so that answers from another address
/// are seen, and STUN measures the mapping of the very socket that speaks SIP.
@NetActor
final class SharedSocket {
    let socket: any DatagramSocket
    private var members: [Int: Member] = [:]
    private var byBranch: [String: Int] = [:]
    private var byCallID: [String: Int] = [:]
    private var byTransaction: [TransactionID: Int] = [:]
    private var byRemote: [Endpoint: [Int]] = [:]
    private var nextID = 0
    private var reader: Task<Void, Never>?

    private struct Member {
        var key: Key
        var mailbox: Mailbox<SocketEvent>
    }

    /// By what an exchange recognises what is meant for it.
    struct Key {
        var remote: Endpoint
        var branches: Set<String> = []
        var callID: String?
        var transaction: TransactionID?
    }

    init(_ socket: any DatagramSocket) {
        self.socket = socket
        // The task keeps the socket, not its owner: `close` ends it.
        reader = Task { [weak self] in
            while let event = await socket.receive(until: .distantFuture) { self?.route(event) }
        }
    }

    /// Puts what belongs to an exchange into its mailbox, until it leaves.
    func join(_ key: Key, _ mailbox: Mailbox<SocketEvent>) -> Int {
        nextID += 1
        members[nextID] = Member(key: key, mailbox: mailbox)
        for branch in key.branches { byBranch[branch] = nextID }
        if let callID = key.callID { byCallID[callID] = nextID }
        if let transaction = key.transaction { byTransaction[transaction] = nextID }
        byRemote[key.remote, default: []].append(nextID)
        return nextID
    }

    /// One more branch by which a member recognises what is meant for it.
    func expect(_ branch: String, for id: Int) {
        guard members[id]?.key.branches.insert(branch).inserted ?? false else { return }
        byBranch[branch] = id
    }

    func leave(_ id: Int) {
        guard let member = members.removeValue(forKey: id) else { return }
        for branch in member.key.branches { byBranch[branch] = nil }
        if let callID = member.key.callID, byCallID[callID] == id { byCallID[callID] = nil }
        if let transaction = member.key.transaction { byTransaction[transaction] = nil }
        let others = byRemote[member.key.remote]?.filter { $0 != id } ?? []
        byRemote[member.key.remote] = others.isEmpty ? nil : others
    }

    /// Who still waits gets nothing more.
    func close() {
        reader?.cancel()
        socket.close()
        for member in members.values { member.mailbox.close() }
    }

    private func route(_ event: DatagramEvent) {
        switch event {
        case .icmp(let error): deliver(.icmp(error), to: owners(of: error))
        case .datagram(let datagram): route(datagram)
        }
    }

    private func route(_ datagram: Datagram) {
        if case .message(let message) = STUNMessage.parse(datagram.bytes) {
            let owner = byTransaction[message.transactionID]
            deliver(.stun(datagram.bytes, from: datagram.from), to: owner.map { [$0] } ?? [])
            return
        }
        guard case .message(let message, _) = Message.parse(datagram.bytes, framing: .datagram) else {
            let garbage = SocketEvent.garbage(datagram.bytes, from: datagram.from, at: datagram.at)
            return deliver(garbage, to: byRemote[datagram.from] ?? [])
        }
        let owner = message.topVia?.branch.flatMap { byBranch[$0] } ?? message.callID.flatMap { byCallID[$0.text] }
        let everyone = owner.map { [$0] } ?? byRemote[datagram.from] ?? []
        deliver(.message(message, from: datagram.from, at: datagram.at), to: everyone)
    }

    /// Whose packet an ICMP error quotes. Routers quote as little as the UDP header: then it may be anybody's who sent
    /// there. A quote that names another request is nobody's: one that has ended, or a forgery.
    private func owners(of error: ICMPError) -> [Int] {
        let candidates = byRemote[error.destination] ?? []
        guard let first = error.payload.first else { return candidates }
        let isSTUN = first < 4
        let alike = candidates.filter { isSTUN == (members[$0]?.key.transaction != nil) }
        if isSTUN {
            guard error.payload.count >= 20 else { return alike }
            let owner = TransactionID(bytes: Array(error.payload[8..<20])).flatMap { byTransaction[$0] }
            return alike.filter { $0 == owner }
        }
        let quoted = String(decoding: error.payload, as: UTF8.self)
        let named = alike.filter { members[$0]?.key.branches.contains { quoted.contains($0) } ?? false }
        return named.isEmpty && !quoted.contains(Via.magicCookie) ? alike : named
    }

    private func deliver(_ event: SocketEvent, to ids: [Int]) {
        for id in ids { members[id]?.mailbox.deliver(event) }
    }
}
