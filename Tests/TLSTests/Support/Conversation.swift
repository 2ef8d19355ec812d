@testable import TLS

/// A client and a server of ours with nothing between them.
struct Conversation: ~Copyable {
    var client: TLSMachine
    var server: TLSMachine
    private(set) var clientSaw = Seen()
    private(set) var serverSaw = Seen()

    /// What one side's user was told.
    struct Seen {
        var isEstablished = false
        var isClosed = false
        var text = ""
        var failure: TLSFailure?
    }

    init(_ client: TLSSettings, _ server: TLSServerSettings) throws {
        let client = try TLSMachine(client: client)
        var server = try TLSMachine(server: server)
        _ = server.handle(.start)
        self.client = client
        self.server = server
    }

    /// Makes the handshake, as far as it goes.
    mutating func begin() {
        exchange(client.handle(.start), [])
    }

    mutating func client(_ event: LayerEvent) {
        exchange(client.handle(event), [])
    }

    mutating func server(_ event: LayerEvent) {
        exchange([], server.handle(event))
    }

    /// Carries bytes to and fro until neither side has any.
    private mutating func exchange(_ ofClient: [TLSMachine.Action], _ ofServer: [TLSMachine.Action]) {
        var ofClient = ofClient
        var ofServer = ofServer
        while !ofClient.isEmpty || !ofServer.isEmpty {
            let toServer = clientSaw.note(ofClient)
            let toClient = serverSaw.note(ofServer)
            ofServer = toServer.isEmpty ? [] : server.handle(.received(toServer))
            ofClient = toClient.isEmpty ? [] : client.handle(.received(toClient))
        }
    }
}

extension Conversation.Seen {
    /// Notes what concerns the user; returns what goes to the other side.
    fileprivate mutating func note(_ actions: [TLSMachine.Action]) -> [UInt8] {
        var bytes: [UInt8] = []
        for action in actions {
            switch action {
            case .transmit(let more): bytes += more
            case .established: isEstablished = true
            case .deliver(let more): text += String(decoding: more, as: UTF8.self)
            case .closed: isClosed = true
            case .failed(let failure): self.failure = failure
            }
        }
        return bytes
    }
}

extension [TLSMachine.Action] {
    var transmitted: [UInt8] {
        flatMap { action in if case .transmit(let bytes) = action { bytes } else { [UInt8]() } }
    }

    var failure: TLSFailure? {
        lazy.compactMap { action in if case .failed(let failure) = action { failure } else { nil } }.first
    }
}
