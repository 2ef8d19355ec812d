import Diagnosis
import Net
import SIP
import STUN

/// What became of the media offer, as facts.
struct DescriptionReading: Sendable {
    var offer: Offer
    var outcome: AnswerReading.Outcome
    var agreement: AudioAgreement?
    var hasOtherProfile = false
    /// The server that was called: a private media address beside a public server cannot be meant for us.
    var server: IPAddress

    /// The answer to our offer.
    init(_ answer: AnswerReading, to offer: Offer, of server: IPAddress) {
        self.offer = offer
        self.server = server
        outcome = answer.outcome
        agreement = answer.agreement
        hasOtherProfile = answer.faults.contains { if case .profile = $0 { true } else { false } }
    }

    /// Our answer to the other side's offer; nil where there is none.
    init(_ answer: OfferAnswer?, offer: Offer, of server: IPAddress) {
        self.offer = offer
        self.server = server
        outcome = answer == nil ? .noCommonCodec : .agreed
        agreement = answer?.agreement
    }

    var facts: [String: Value] {
        var facts: [String: Value] = ["sdp": .text(word)]
        facts["profile_differs"] = hasOtherProfile ? .flag(true) : nil
        guard let agreement else { return facts }
        facts["codec"] = .text(agreement.codec.name)
        facts["direction"] = .text(agreement.direction.rawValue)
        facts["srtp"] = .text(encryption(agreement.srtp))
        facts["media_address"] = agreement.address.map { .text("\($0.reference):\(agreement.port)") }
        facts["media_private"] = .flag(isPrivate)
        return facts
    }

    private var word: String {
        switch outcome {
        case .agreed: "accepted"
        case .noBody: "none"
        case .rejected, .noCommonCodec, .missingMedia: "refused"
        case .notSDP, .badMedia: "unreadable"
        }
    }

    private func encryption(_ agreement: SRTPAgreement) -> String {
        switch agreement {
        case .agreed: "sdes"
        case .dtls: "dtls"
        case .notOffered, .refused, .unusable: "none"
        }
    }

    private var isPrivate: Bool {
        agreement?.address.flatMap { IPAddress($0) }.map { $0.isHidden(from: server) } ?? false
    }
}

extension IPAddress {
    /// No address that the network of the other one knows the way to: the Internet, or this very host.
    func isHidden(from other: IPAddress) -> Bool {
        let (range, others) = (AddressRange(of: bytes), AddressRange(of: other.bytes))
        return range != .global && range != others && [.global, .loopback].contains(others)
    }
}
