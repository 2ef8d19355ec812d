package import Net
package import SIP

/// How one request to one address ended, with everything that was seen on the way.
package struct ExchangeResult: Sendable {
    package enum Ending: Sendable {
        /// The final response that belongs to the request, and who sent it.
        case answered(Message, from: Endpoint)
        case timedOut
        case icmp(ICMPError)
        /// This host's own kernel refused.
        case local(LocalError)
        /// TCP: no answer to the connection request.
        case connectTimedOut(synsSent: Int)
        /// TCP: the connection request was answered by a reset.
        case connectReset
        /// TCP: the connection opened and broke before an answer came.
        case disconnected(reset: Bool)
        /// TLS did not come about, or its certificate does not hold: `tls` tells.
        case tls
        /// A WebSocket did not open, as the server answered.
        case webSocket(WebSocketFailure)
        /// TCP: what came is no SIP.
        case notSIP
        /// The run has sent all the requests that it may; nothing was sent.
        case overLimit
        /// The server had asked to be left alone for so long; nothing was sent.
        case unwanted(seconds: Int)
        /// The run ended before it was this request's turn; nothing was sent.
        case tooLate
        /// No valid request could be made; nothing was sent.
        case notBuilt
    }

    package var ending: Ending = .timedOut
    package var remote: Endpoint
    /// Over TCP, where a connection comes before the request.
    package var isStream: Bool
    /// Where the request was sent from, once that is known: over TCP when the connection stands.
    package var local: Endpoint?
    /// The local address that packets to `remote` leave from.
    package var source: IPAddress?
    /// TCP: the local port that the person chose was in use, and another one was taken.
    package var isPortTaken = false
    /// TCP: the other end has not confirmed to have received the whole request.
    package var isUnacknowledged = false
    /// The end of the run ended the wait, before its own patience.
    package var isCut = false
    /// An ICMP message that ends no exchange (RFC 3261 18.4): time exceeded, fragmentation needed.
    package var complaint: ICMPError?
    /// Date of the final answer less this host's clock when it came, seconds (RFC 3261 20.17); nil where it has none.
    package var clockSkew: Int?
    /// The code of the last provisional answer.
    package var provisional: Int?
    /// Milliseconds from the first byte sent (over TCP: from the connection request) to the ending.
    package var elapsedMs = 0.0
    /// Milliseconds for the TCP handshake.
    package var connectMs: Double?
    /// The TLS handshake, where there was one.
    package var tls: TLSReading?
    /// Times that the request was sent.
    package var sent = 0
    package var requestBytes = 0
    /// SIP messages that did not belong to the request: counted, never believed.
    package var strays = 0
    /// In what they differed.
    package var differences: Set<ResponseMatcher.Field> = []
    /// The first bytes that were no SIP message.
    package var garbage: [UInt8]?

    package init(remote: Endpoint, isStream: Bool) {
        self.remote = remote
        self.isStream = isStream
    }
}
