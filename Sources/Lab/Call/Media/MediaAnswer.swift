import Net
import SIP

/// The callee's side of the offer and answer exchange (RFC 3264).
struct MediaAnswer {
    let terms: MediaTerms
    /// Where media are awaited.
    let endpoint: Endpoint

    enum Result: Hashable {
        /// The answer, or the offer where the INVITE had none.
        case body(Body?)
        case refusal(SIPReply)
    }

    func answer(to invite: Message) -> Result {
        if case .none = terms.answer { return .body(nil) }
        let offer: SessionDescription
        switch invite.sdp {
        case .absent: return .body(ownOffer)
        case .unreadable: return .refusal(SIPReply(415, [Header(.accept, ContentType.sdp.description)]))
        case .description(let description): offer = description
        }
        guard offer.media.contains(where: isAcceptablySecret) else {
            return .refusal(Self.refusal(302, "Incompatible transport protocol"))
        }
        guard let chosen = offer.media.firstIndex(where: { isAcceptablySecret($0) && !encodings(of: $0).isEmpty })
        else { return .refusal(Self.refusal(305, "Incompatible media format")) }
        var answered = offer.media.map {
            MediaDescription(kind: $0.kind, port: 0, proto: $0.proto, formats: $0.formats, lines: [])
        }
        answered[chosen] = taken(offer.media[chosen])
        return .body(body(answered))
    }

    private static func refusal(_ code: Int, _ text: String) -> SIPReply {
        SIPReply(488, [Header(.warning, "\(code) lab \"\(text)\"")])
    }

    private func isAcceptablySecret(_ media: MediaDescription) -> Bool {
        guard media.isAudio, media.port ?? 0 != 0 else { return false }
        return switch terms.srtp {
        case .refused: !media.isSecureProfile
        case .optional: !media.isSecureProfile || !media.cryptos.isEmpty
        case .required: !media.cryptos.isEmpty
        }
    }

    /// What is taken, in the callee's order, and digits with it.
    private func encodings(of media: MediaDescription) -> [RTPMap] {
        func encodings(named name: String) -> [RTPMap] {
            media.encodings().filter { $0.name.lowercased() == name.lowercased() }
        }
        let voice = terms.codecs.flatMap(encodings)
        return voice.isEmpty ? [] : voice + encodings(named: "telephone-event")
    }

    private func taken(_ media: MediaDescription) -> MediaDescription {
        let encodings = encodings(of: media)
        let formats = encodings.map { String($0.payloadType) }
        let parameters = formats.compactMap { format in
            media.parameters(of: format).map { SDPLine(attribute: "fmtp", "\(format) \($0)") }
        }
        // The caller's own key: whoever sends its packets back unread sends what it can read.
        let key = terms.srtp == .refused ? [] : media.cryptos.prefix(1)
        var answer = MediaDescription(
            kind: media.kind, port: Int(endpoint.port), proto: media.proto, formats: formats,
            lines: encodings.map { SDPLine(attribute: "rtpmap", $0.description) } + parameters
                + key.map { SDPLine(attribute: "crypto", $0.description) }
                + [SDPLine(attribute: terms.direction.rawValue)])
        switch terms.answer {
        case .portZero: answer.port = 0
        case .profile(let profile): answer.proto = profile
        case .given, .none: break
        }
        return answer
    }

    private var address: Host { Endpoint(terms.address ?? endpoint.address, port: 0).host }

    private var ownOffer: Body {
        var offer = Offer(
            codecs: [.pcma, .pcmu, .telephoneEvent], address: address, port: Int(endpoint.port), sessionID: 1,
            version: 1)
        offer.direction = terms.direction
        return offer.description.body
    }

    private func body(_ media: [MediaDescription]) -> Body {
        let connection = SDPConnection(address)
        let origin = SDPOrigin(username: "lab", sessionID: "1", version: "1", connection: connection)
        let head = [
            SDPLine("v", "0"), SDPLine("o", origin.description), SDPLine("s", "-"),
            SDPLine("c", connection.description), SDPLine("t", "0 0"),
        ]
        return SessionDescription(lines: head, media: media).body
    }
}
