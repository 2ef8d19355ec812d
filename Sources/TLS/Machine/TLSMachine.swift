/// One side of a TLS connection: bytes in, bytes out. Whether the peer can be trusted is found out and not enforced.
package struct TLSMachine: ~Copyable, StreamLayer {
    package typealias Action = LayerAction<TLSFailure>

    private enum Phase {
        case idle
        case handshake
        case established
        /// The peer is done; sending goes on.
        case halfClosed
        case ended
    }

    private let session: TLSSession
    private var phase = Phase.idle
    private var beginning: [UInt8] = []

    package init(client settings: TLSSettings) throws(OpenSSLError) {
        session = try TLSSession(client: settings)
    }

    package init(server settings: TLSServerSettings) throws(OpenSSLError) {
        session = try TLSSession(server: settings)
    }

    /// What has been seen up to now.
    package var facts: TLSFacts {
        var facts = session.facts()
        if !isTLS { facts.firstBytes = beginning }
        return facts
    }

    package mutating func handle(_ event: LayerEvent) -> [Action] {
        switch (event, phase) {
        case (_, .ended): return []
        case (.start, .idle):
            phase = .handshake
            return advance()
        case (.received(let bytes), .handshake), (.received(let bytes), .established):
            beginning += bytes.prefix(Self.beginningLength - beginning.count)
            guard isTLS else { return fail(.notTLS, "what came is no TLS record") }
            session.feed(bytes)
            return advance()
        case (.send(let bytes), .established), (.send(let bytes), .halfClosed):
            guard !bytes.isEmpty else { return [] }
            if case .failed(let error) = session.write(bytes) { return fail(error) }
            return transmission
        case (.finish, .established), (.finish, .halfClosed):
            session.shutDown()
            return transmission
        case (.peerGone(let wasReset), .handshake):
            return wasReset ? fail(.reset, "the connection was reset") : fail(.closed, "the connection was closed")
        case (.peerGone, .established):
            phase = .halfClosed
            return [.closed]
        default: return []
        }
    }

    /// Enough for a status line.
    private static let beginningLength = 64

    /// Nobody's first bytes but those of a TLS record: its type, and 3 for all versions (RFC 8446 §5.1).
    private var isTLS: Bool {
        let type = beginning.first ?? 22, major = beginning.dropFirst().first ?? 3
        return (20...24).contains(type) && major == 3
    }

    /// Goes on as far as what has arrived permits.
    private mutating func advance() -> [Action] {
        var actions: [Action] = []
        if phase == .handshake {
            switch session.handshake() {
            case .done:
                phase = .established
                actions = transmission + [.established]
            case .failed(let error): return fail(error)
            default: return transmission
            }
        }
        while phase == .established {
            switch session.read() {
            case .bytes(let bytes): actions.append(.deliver(bytes))
            case .closed:
                phase = .halfClosed
                return actions + transmission + [.closed]
            case .failed(let error): return actions + fail(error)
            case .waiting, .done: return actions + transmission
            }
        }
        return actions
    }

    private var transmission: [Action] {
        let bytes = session.drain()
        return bytes.isEmpty ? [] : [.transmit(bytes)]
    }

    private mutating func fail(_ error: OpenSSLError) -> [Action] {
        let failure = TLSFailure(error, facts)
        phase = .ended
        return transmission + [.failed(failure)]
    }

    private mutating func fail(_ fault: TLSFault, _ words: String) -> [Action] {
        phase = .ended
        return transmission + [.failed(TLSFailure(fault, words: words))]
    }
}
