import Net
import RTP
import SIP
import TLS

/// The media of one call: what is offered, what is agreed, and what comes back of what is sent.
@NetActor
final class CallMedia {
    let offer: Offer
    /// The other side offers, and our ACK answers.
    let isLate: Bool
    private let server: IPAddress
    private let isMeasured: Bool
    private var session: MediaSession?
    private var theirs = SDPBody.absent
    private(set) var description: DescriptionReading?
    private(set) var result: MediaResult?

    /// - Parameters:
    ///   - session: nil where no port could be opened, so that no media can be measured.
    ///   - isMeasured: an answered call is held for a while.
    init(_ offer: Offer, isLate: Bool, isMeasured: Bool, session: MediaSession?, toward server: IPAddress) {
        self.offer = offer
        self.isLate = isLate
        self.isMeasured = isMeasured
        self.session = session
        self.server = server
    }

    /// Our answer to an offer of the other side's.
    nonisolated static func answer(_ offer: Offer) -> DialogResponder.Answerer {
        { body, number in
            var ours = offer
            ours.version += UInt64(number)
            return SessionDescription(body.bytes[...]).flatMap { ours.answer(to: $0) }.map(\.description.body)
        }
    }

    /// A media description may come before the final answer, and then not again.
    func heard(_ response: Message) {
        let body = response.sdp
        if body != .absent { theirs = body }
    }

    /// The call is answered: media flows as agreed, if it is kept.
    func start(isKept: Bool) {
        let reading = reading
        description = reading
        guard isMeasured, isKept, let session, let plan = MediaPlan(reading) else { return }
        session.start(plan)
    }

    /// A re-INVITE or UPDATE that was accepted: the other side may want its media elsewhere from now on.
    func changed(by request: Message) {
        guard let session, let theirs = request.sdp.description else { return }
        let reading = DescriptionReading(offer.answer(to: theirs), offer: offer, of: server)
        if let plan = MediaPlan(reading) { session.move(to: plan.remote) }
    }

    /// The call is over, or about to be. Once.
    func stop() async {
        guard let session else { return }
        self.session = nil
        result = await session.stop()
    }

    /// Frees the ports.
    func close() {
        Task { await self.stop() }
    }

    private var reading: DescriptionReading {
        if isLate {
            let answer = theirs.description.flatMap { offer.answer(to: $0) }
            return DescriptionReading(answer, offer: offer, of: server)
        }
        return DescriptionReading(AnswerReading(of: theirs, to: offer.description), to: offer, of: server)
    }
}

extension MediaPlan {
    /// Nil where nothing that can be sent or received was agreed.
    init?(_ reading: DescriptionReading) {
        guard let agreement = reading.agreement, let address = agreement.address.flatMap({ IPAddress($0) }),
            let port = UInt16(exactly: agreement.port), let type = UInt8(exactly: agreement.codec.payloadType),
            let codec = AudioCodec(encodingName: agreement.codec.name)
        else { return nil }
        let expected = reading.offer.description.audio?.encodings() ?? []
        self.init(
            remote: Endpoint(address, port: port), codec: codec, payloadType: type,
            expected: Dictionary(
                expected.compactMap { map in UInt8(exactly: map.payloadType).map { ($0, map.clockRate) } }
            ) { first, _ in first })
        sends = agreement.direction == .sendrecv || agreement.direction == .sendonly
        switch agreement.srtp {
        case .agreed(let suite, let local, let remote):
            guard let suite = SRTPSuite(rawValue: suite), let local = SRTPMasterKey(local),
                let remote = SRTPMasterKey(remote),
                let encryption = try? MediaEncryption(suite, local: local, remote: remote)
            else { return nil }
            self.encryption = encryption
        case .notOffered, .refused: break
        case .unusable, .dtls: return nil
        }
    }
}
