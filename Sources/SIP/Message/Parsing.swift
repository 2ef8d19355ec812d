/// How the transport tells where a message ends.
package enum Framing: Hashable, Sendable {
    /// UDP: the datagram ends it, octets beyond Content-Length are ignored (RFC 3261 18.3).
    case datagram
    /// TCP, TLS: Content-Length ends it.
    case stream
}

/// "More bytes needed" and "wrong bytes" are never the same.
package enum ParseResult: Hashable, Sendable {
    /// `consumed` counts from the first byte given; what follows belongs to the next message, or to nobody.
    case message(Message, consumed: Int)
    /// The bytes end before the message does. A datagram was cut within a header line, or was a keep-alive.
    case incomplete
    /// No further byte can make it right.
    case wrong(ParseError)
}

extension Message {
    /// Frames one message and finds its fields. Values are not looked at, but for Content-Length; see `validate()`.
    package static func parse(_ bytes: [UInt8], framing: Framing) -> ParseResult {
        do throws(ParseError) {
            guard let head = try Head.parse(bytes, framing: framing) else {
                return bytes.count > Limits.messageBytes ? .wrong(.tooLarge) : .incomplete
            }
            guard head.end <= Limits.messageBytes else { return .wrong(.tooLarge) }
            guard let end = try messageEnd(head, bytes, framing) else { return .incomplete }
            let own = end == bytes.count ? bytes : Array(bytes[..<end])
            return .message(Message(head, bytes: own, framing: framing), consumed: end)
        } catch {
            return .wrong(error)
        }
    }

    private static func messageEnd(_ head: Head, _ bytes: [UInt8], _ framing: Framing) throws(ParseError) -> Int? {
        switch framing {
        case .datagram:
            guard bytes.count <= Limits.messageBytes else { throw .tooLarge }
            // A length that is wrong or too long is for `validate()`; the body is then all there is.
            guard case .declared(let length) = head.contentLength(in: bytes) else { return bytes.count }
            return min(head.end + length, bytes.count)
        case .stream:
            let end = head.end + (try head.streamBodyLength(in: bytes))
            return end <= bytes.count ? end : nil
        }
    }
}

extension Head {
    /// The body's length on a stream; none declared means none (its absence is for `validate()`).
    func streamBodyLength(in bytes: [UInt8]) throws(ParseError) -> Int {
        switch contentLength(in: bytes) {
        case .absent:
            return 0
        case .declared(let length):
            guard end + length <= Limits.messageBytes else { throw .tooLarge }
            return length
        case .wrong(let error):
            throw error
        }
    }
}

extension ParseError {
    static let tooLarge = ParseError(header: wholeMessage, offset: Limits.messageBytes, rule: .tooLarge)
}
