package import SIP

/// How a call is placed and a registration is made: what their options come to.
package struct CallSettings: Sendable {
    /// Which media encryption the offer has.
    package enum SRTP: String, Sendable, CaseIterable {
        case none
        /// Keys in the description (RFC 4568).
        case sdes
        /// The same, and plain media for who does not want it (RFC 8643).
        case optional
    }

    /// The person named somebody to call, and did not ask for `--no-call`: a phone may ring.
    package var isAllowed = false
    /// How long it may ring, milliseconds; 0: the call is taken back at the first ringing answer.
    package var ringMs = 0
    /// How long an answered call is held, milliseconds; 0: it is hung up at once.
    package var talkMs = 2000
    package var srtp = SRTP.none
    /// The best first; digits are always offered.
    package private(set) var codecs: [Codec] = Codec.all
    /// The INVITE carries no offer; the answer does (RFC 3261 13.2.1).
    package var hasLateOffer = false
    /// `register`: for how long to bind, seconds; nil adds no binding.
    package var bindSeconds: Int?

    package init() {}

    /// Offers these codecs, the best first.
    /// - Throws: a name that is none of a codec.
    package mutating func offer(codecs names: [String]) throws(OptionProblem) {
        codecs = []
        for name in names {
            guard let codec = Codec(named: name), codec.isVoice else {
                throw OptionProblem(option: "--codec", value: name, advice: "there are PCMU, PCMA, G722 and opus")
            }
            if !codecs.contains(codec) { codecs.append(codec) }
        }
        codecs.append(.telephoneEvent)
    }
}
