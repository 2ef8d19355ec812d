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
        /// TCP: what came is no SIP.
        case notSIP
    }

    package var ending: Ending = .timedOut
    package var remote: Endpoint
    /// Over TCP, where a connection comes before the request.
    package var isStream: Bool
    package var local: Endpoint?
    /// The code of the last provisional answer.
    package var provisional: Int?
    /// Milliseconds from the first byte sent (over TCP: from the connection request) to the ending.
    package var elapsedMs = 0.0
    /// Milliseconds for the TCP handshake.
    package var connectMs: Double?
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
