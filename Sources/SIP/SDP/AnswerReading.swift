/// An answer compared with the offer it answers (RFC 3264 6).
package struct AnswerReading: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
        case agreed
        case noBody
        /// There is a body, and no SDP in it.
        case notSDP
        /// SDP without audio.
        case missingMedia
        /// Port 0.
        case rejected
        /// The audio line cannot be read.
        case badMedia
        case noCommonCodec
    }

    /// What an answer must not do. It may be agreed all the same.
    package enum Fault: Hashable, Sendable {
        case profile(offered: String, answered: String)
        case mediaCount(offered: Int, answered: Int)
        /// Names, or payload types that nothing explains.
        case codecsNotOffered([String])
    }

    package let outcome: Outcome
    /// There if `outcome` says so.
    package let agreement: AudioAgreement?
    /// The answer itself, with the faults of its lines.
    package let description: SessionDescription?
    /// Its audio line.
    package let media: MediaDescription?
    package let faults: [Fault]

    package init(of answer: SDPBody, to offer: SessionDescription) {
        guard let description = answer.description else {
            self.init(answer == .absent ? .noBody : .notSDP)
            return
        }
        let counts = (offered: offer.media.count, answered: description.media.count)
        var faults: [Fault] = []
        if counts.offered != counts.answered {
            faults.append(.mediaCount(offered: counts.offered, answered: counts.answered))
        }
        // The lines answer each other in their order; where one is missing, audio is still audio.
        let index = offer.media.firstIndex { $0.isAudio }
        let inPlace = index.flatMap { description.media.dropFirst($0).first }
        guard let index, let media = inPlace?.isAudio == true ? inPlace : description.audio else {
            self.init(.missingMedia, description: description, faults: faults)
            return
        }
        let agreement = AudioAgreement(local: offer.media[index], remote: media)
        let outcome: Outcome =
            switch media.port {
            case nil: .badMedia
            case 0: .rejected
            default: agreement == nil ? .noCommonCodec : .agreed
            }
        if outcome != .rejected { faults += Self.faults(of: media, to: offer.media[index]) }
        self.init(outcome, agreement: agreement, description: description, media: media, faults: faults)
    }

    private init(
        _ outcome: Outcome, agreement: AudioAgreement? = nil, description: SessionDescription? = nil,
        media: MediaDescription? = nil, faults: [Fault] = []
    ) {
        self.outcome = outcome
        self.agreement = agreement
        self.description = description
        self.media = media
        self.faults = faults
    }

    private static let namesTold = 16

    private static func faults(of answer: MediaDescription, to offer: MediaDescription) -> [Fault] {
        var faults: [Fault] = []
        if !answer.proto.equalsIgnoringCase(offer.proto) {
            faults.append(.profile(offered: offer.proto, answered: answer.proto))
        }
        let offered = offer.encodings()
        let answered = answer.encodings(numberedLike: offer)
        let explained = Set(answered.map { String($0.payloadType) })
        let unexplained = answer.formats.filter { !explained.contains($0) }
        let strangers = answered.filter { encoding in !offered.contains { $0.isSameEncoding(as: encoding) } }
        let names = strangers.map(\.name) + unexplained
        if !names.isEmpty { faults.append(.codecsNotOffered(Array(names.prefix(namesTold)))) }
        return faults
    }
}
