/// Cuts a TCP or TLS byte stream into messages (RFC 3261 18.3, RFC 5626 4.4.1).
///
/// Every byte is looked at once, however the stream is cut into reads; what is kept is at most one message.
package struct StreamFramer: Sendable {
    package enum Event: Hashable, Sendable {
        case message(Message)
        /// CRLFCRLF: the client wants a CRLF back.
        case ping
        /// CRLF: the server's answer to a ping.
        case pong
        /// The stream is lost; nothing more comes out of this framer.
        case wrong(ParseError)
    }

    /// Which end of the connection this is: between messages a client receives pongs, a server pings.
    package enum Side: Hashable, Sendable {
        case client, server
    }

    private enum State {
        case betweenMessages
        case startLine
        case headers
        /// The head is known; the message ends at this many bytes.
        case body(Head, end: Int)
        case failed
    }

    /// What of the current line has come: a blank line ends the head.
    private enum Line {
        case empty, carriageReturn, content
    }

    private let side: Side
    private var state = State.betweenMessages
    /// The begin of a message.
    private var buffer: [UInt8] = []
    private var line = Line.empty
    private var hasHalfPing = false
    private var hasCR = false

    package init(side: Side) {
        self.side = side
    }

    /// Whether the peer has begun a message that it has not ended. An end of the stream now is a fault of its own.
    package var isInsideMessage: Bool {
        switch state {
        case .betweenMessages, .failed: false
        case .startLine, .headers, .body: true
        }
    }

    /// Takes what one read brought.
    package mutating func receive(_ bytes: [UInt8]) -> [Event] {
        var events: [Event] = []
        var position = 0
        while position < bytes.count {
            do throws(ParseError) {
                switch state {
                case .failed:
                    return events
                case .betweenMessages:
                    if let event = between(bytes[position], &position) { events.append(event) }
                case .startLine, .headers:
                    if let message = try readHead(bytes, &position) { events.append(.message(message)) }
                case .body(let head, let end):
                    let part = bytes[position..<min(position + end - buffer.count, bytes.count)]
                    buffer += part
                    position += part.count
                    if let message = takeMessage(head, end: end) { events.append(.message(message)) }
                }
            } catch {
                state = .failed
                buffer = []
                events.append(.wrong(error))
            }
        }
        return events
    }

    /// Leaves the byte where it is when a message begins with it.
    private mutating func between(_ byte: UInt8, _ position: inout Int) -> Event? {
        if byte == .carriageReturn, !hasCR {
            hasCR = true
            position += 1
            return nil
        }
        let hadCR = hasCR
        hasCR = false
        guard byte == .lineFeed else {
            // A CR alone belongs to the start line, which it makes wrong.
            buffer = hadCR ? [.carriageReturn] : []
            hasHalfPing = false
            line = hadCR ? .carriageReturn : .empty
            state = .startLine
            return nil
        }
        position += 1
        if side == .client { return .pong }
        hasHalfPing.toggle()
        return hasHalfPing ? nil : .ping
    }

    /// Moves to the end of the head; returns the message if it has no body.
    private mutating func readHead(_ bytes: [UInt8], _ position: inout Int) throws(ParseError) -> Message? {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard buffer.count + position - start <= Limits.messageBytes else { throw .tooLarge }
            guard byte == .lineFeed else {
                line = line == .empty && byte == .carriageReturn ? .carriageReturn : .content
                continue
            }
            let endsHead = line != .content
            line = .empty
            if case .startLine = state {
                buffer += bytes[start..<position]
                // One line alone is a whole head of a datagram: this reads the start line.
                _ = try Head.parse(buffer, framing: .datagram)
                state = .headers
                return nil
            }
            if endsHead {
                buffer += bytes[start..<position]
                return try finishHead()
            }
        }
        buffer += bytes[start..<position]
        if case .startLine = state { try Head.checkBegin(buffer, 0) }
        return nil
    }

    private mutating func finishHead() throws(ParseError) -> Message? {
        guard let head = try Head.parse(buffer, framing: .stream) else { return nil }
        let end = head.end + (try head.streamBodyLength(in: buffer))
        state = .body(head, end: end)
        return takeMessage(head, end: end)
    }

    private mutating func takeMessage(_ head: Head, end: Int) -> Message? {
        guard buffer.count >= end else { return nil }
        let message = Message(head, bytes: buffer, framing: .stream)
        buffer = []
        state = .betweenMessages
        return message
    }
}
