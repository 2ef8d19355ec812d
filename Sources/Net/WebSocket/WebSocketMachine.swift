package import TLS

/// One side of a WebSocket that carries SIP (RFC 6455, 7118): a message of the user's is a message on the wire.
package struct WebSocketMachine: StreamLayer, Sendable {
    package typealias Action = LayerAction<WebSocketFailure>

    enum Role: Sendable {
        /// `key` is 16 random bytes in Base64.
        case client(authority: String, path: String, key: String)
        case server
    }

    private enum Phase {
        case opening
        case open
        /// We said goodbye.
        case closing
        case ended
    }

    private let role: Role
    /// Four bytes that nobody can foretell (RFC 6455 §10.3).
    private let makeMask: @Sendable () -> [UInt8]
    private var phase = Phase.opening
    private var head: [UInt8] = []
    private var frames: WebSocketFrameReader
    /// The message of which pieces have come.
    private var message: [UInt8]?

    init(_ role: Role, makeMask: @escaping @Sendable () -> [UInt8]) {
        self.role = role
        self.makeMask = makeMask
        if case .server = role {
            frames = WebSocketFrameReader(expectsMask: true)
        } else {
            frames = WebSocketFrameReader(expectsMask: false)
        }
    }

    package mutating func handle(_ event: LayerEvent) -> [Action] {
        switch (event, phase) {
        case (_, .ended): []
        case (.start, .opening): begin()
        case (.received(let bytes), .opening): shakeHands(bytes)
        case (.received(let bytes), _): read(bytes)
        case (.send(let bytes), .open): [transmit(Self.opcode(for: bytes), bytes)]
        case (.finish, .open): sayGoodbye()
        case (.peerGone(let wasReset), .opening): fail(.closed(wasReset: wasReset))
        case (.peerGone, _): end()
        default: []
        }
    }

    // MARK: - Opening

    private func begin() -> [Action] {
        guard case .client(let authority, let path, let key) = role else { return [] }
        return [.transmit(WebSocketHandshake.request(authority: authority, path: path, key: key))]
    }

    private mutating func shakeHands(_ bytes: [UInt8]) -> [Action] {
        head += bytes
        let beginning = if case .server = role { "GET " } else { "HTTP/1." }
        guard head.starts(with: beginning.utf8.prefix(head.count)) else { return fail(.broken(.head)) }
        var rest: [UInt8] = []
        guard let read = WebSocketHead(head, rest: &rest) else {
            return head.count <= WebSocketHead.maximumLength ? [] : fail(.broken(.headSize))
        }
        head = []
        var actions: [Action] = []
        do throws(WebSocketFailure) {
            if case .client(_, _, let key) = role {
                try WebSocketHandshake.check(read, key: key)
            } else {
                actions = [.transmit(try WebSocketHandshake.response(to: read))]
            }
        } catch {
            let answer: [Action] = error == .broken(.request) ? [.transmit(WebSocketHandshake.refusal)] : []
            return answer + fail(error)
        }
        phase = .open
        return actions + [.established] + self.read(rest)
    }

    // MARK: - Open

    private mutating func read(_ bytes: [UInt8]) -> [Action] {
        frames.add(bytes)
        var actions: [Action] = []
        do throws(WebSocketFailure) {
            while phase != .ended, let frame = try frames.next() { actions += try take(frame) }
            return actions
        } catch {
            // 1002: protocol error.
            let goodbye = phase == .open ? [transmit(.close, [0x03, 0xea])] : []
            return actions + goodbye + fail(error)
        }
    }

    private mutating func take(_ frame: WebSocketFrame) throws(WebSocketFailure) -> [Action] {
        switch frame.opcode {
        case .ping: return phase == .open ? [transmit(.pong, frame.payload)] : []
        case .pong: return []
        case .close:
            // The code goes back as it came.
            let answer = phase == .open ? [transmit(.close, Array(frame.payload.prefix(2)))] : []
            return answer + end()
        case .text, .binary:
            guard message == nil else { throw .broken(.continuation) }
            return try add(frame, to: [])
        case .continuation:
            guard let message else { throw .broken(.continuation) }
            return try add(frame, to: message)
        }
    }

    private mutating func add(_ frame: WebSocketFrame, to beginning: [UInt8]) throws(WebSocketFailure) -> [Action] {
        guard beginning.count + frame.payload.count <= WebSocketFrameReader.maximumLength else { throw .broken(.size) }
        let whole = beginning + frame.payload
        message = frame.isLast ? nil : whole
        return frame.isLast && !whole.isEmpty ? [.deliver(whole)] : []
    }

    private mutating func sayGoodbye() -> [Action] {
        let goodbye = transmit(.close, [0x03, 0xe8])
        phase = .closing
        return [goodbye]
    }

    private func transmit(_ opcode: WebSocketFrame.Opcode, _ payload: [UInt8]) -> Action {
        let isClient = if case .client = role { true } else { false }
        return .transmit(WebSocketFrame(opcode: opcode, payload: payload).bytes(mask: isClient ? makeMask() : nil))
    }

    private mutating func end() -> [Action] {
        phase = .ended
        return [.closed]
    }

    private mutating func fail(_ failure: WebSocketFailure) -> [Action] {
        phase = .ended
        return [.failed(failure)]
    }

    /// Text where it is text (RFC 7118 §4.2).
    private static func opcode(for bytes: [UInt8]) -> WebSocketFrame.Opcode {
        String(validating: bytes, as: UTF8.self) == nil ? .binary : .text
    }
}
