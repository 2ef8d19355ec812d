/// Why a WebSocket did not open, or broke.
package enum WebSocketFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// The server answered the request to upgrade in this way.
    case refused(status: Int, reason: String)
    /// What came is no HTTP, or no WebSocket.
    case broken(Rule)
    /// The connection ended within the handshake.
    case closed(wasReset: Bool)
    /// No answer, or not the whole of it.
    case silent
    /// This end could not make a key.
    case noRandomness

    package enum Rule: String, Sendable, Hashable {
        case head = "the answer is no HTTP"
        case headSize = "the answer's head is too long"
        case upgrade = "the answer does not upgrade to websocket"
        case accept = "Sec-WebSocket-Accept does not fit the key"
        case subprotocol = "the server did not choose the subprotocol sip"
        case request = "the request does not upgrade to websocket with the subprotocol sip"
        case reserved = "a frame uses an extension that was not agreed"
        case opcode = "a frame of an unknown kind"
        case masking = "a frame is masked in the wrong direction"
        case control = "a control frame is long or in pieces"
        case continuation = "a piece of a message in the wrong place"
        case size = "a message is larger than will be read"
    }

    package var description: String {
        switch self {
        case .refused(let status, let reason): "the server answers \(status)\(reason.isEmpty ? "" : " \(reason)")"
        case .broken(let rule): rule.rawValue
        case .closed(let wasReset): "the connection was \(wasReset ? "reset" : "closed")"
        case .silent: "no answer"
        case .noRandomness: "no random bytes for the key"
        }
    }
}
