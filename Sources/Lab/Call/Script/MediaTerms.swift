package import Net
package import SIP

/// What a callee takes of a media offer, and what it says in its answer.
package struct MediaTerms: Sendable, Hashable {
    package enum SRTP: Sendable, Hashable {
        /// A stream under RTP/SAVP is not acceptable.
        case refused
        case optional
        /// A stream under RTP/AVP is not acceptable.
        case required
    }

    package enum Answer: Sendable, Hashable {
        case given
        /// The stream is refused by port 0, though the call is taken (RFC 3264 6).
        case portZero
        /// The answer's profile is this one, whatever was offered.
        case profile(String)
        /// No SDP at all.
        case none
    }

    /// Encoding names in the order in which the callee prefers them.
    package var codecs = ["PCMU", "PCMA", "G722", "opus"]
    package var srtp = SRTP.optional
    package var answer = Answer.given
    package var direction = MediaDirection.sendrecv
    /// The SDP names this address, and not the one where the media are awaited.
    package var address: IPAddress?

    package init() {}
}
