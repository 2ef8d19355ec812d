import Net
import SIP

/// The callee's side of the offer and answer exchange (RFC 3264).
struct MediaAnswer {
    let terms: MediaTerms
    /// Where media are awaited.
    let endpoint: Endpoint

    enum Result: Hashable {
        /// The body of the answer, or of the offer where the INVITE had none.
        case body(Body?)
        case refusal(SIPReply)
    }

    func answer(to invite: Message) -> Result {
        if case .none = terms.answer { return .body(nil) }
        guard let type = invite.contentType, type.isSameType(as: .sdp) else { return .body(sdp([ownOffer])) }
        let offer = MediaOffer(invite.bodyBytes)
        let secrecy = offer.streams.filter(isAcceptablySecret)
        guard !secrecy.isEmpty else { return .refusal(Self.refusal(302, "Incompatible transport protocol")) }
        guard let chosen = offer.streams.firstIndex(where: { isAcceptablySecret($0) && !formats(of: $0).isEmpty })
        else { return .refusal(Self.refusal(305, "Incompatible media format")) }
        return .body(
            sdp(offer.streams.enumerated().map { $0 == chosen ? taken($1) : refused($1) }))
    }

    private static func refusal(_ code: Int, _ text: String) -> SIPReply {
        SIPReply(488, [Header(.warning, "\(code) lab \"\(text)\"")])
    }

    private func isAcceptablySecret(_ stream: MediaOffer.Stream) -> Bool {
        guard stream.kind == "audio", stream.port != 0 else { return false }
        return switch terms.srtp {
        case .refused: !stream.isSecure
        case .optional: !stream.isSecure || !stream.cryptos.isEmpty
        case .required: !stream.cryptos.isEmpty
        }
    }

    /// The formats that are taken, in the callee's order, and DTMF events with them.
    private func formats(of stream: MediaOffer.Stream) -> [String] {
        func formats(named codec: String) -> [String] {
            stream.formats.filter { stream.codec(of: $0)?.lowercased() == codec.lowercased() }
        }
        let audio = terms.codecs.flatMap(formats)
        return audio.isEmpty ? [] : audio + formats(named: "telephone-event")
    }

    private func taken(_ stream: MediaOffer.Stream) -> MediaOffer.Stream {
        var answer = stream
        answer.formats = formats(of: stream)
        answer.port = Int(endpoint.port)
        let descriptions = answer.formats.flatMap { format in
            stream.attributes.filter { $0.hasPrefix("rtpmap:\(format) ") || $0.hasPrefix("fmtp:\(format) ") }
        }
        // The caller's own key: whoever sends its packets back unread sends what it can read.
        let key = terms.srtp == .refused ? [] : Array(stream.cryptos.prefix(1))
        answer.attributes = descriptions + key + [terms.direction]
        switch terms.answer {
        case .portZero: answer.port = 0
        case .profile(let profile): answer.profile = profile
        case .given, .none: break
        }
        return answer
    }

    private func refused(_ stream: MediaOffer.Stream) -> MediaOffer.Stream {
        var answer = stream
        answer.port = 0
        answer.attributes = []
        return answer
    }

    private var ownOffer: MediaOffer.Stream {
        MediaOffer.Stream(
            kind: "audio", port: Int(endpoint.port), profile: "RTP/AVP", formats: ["8", "0", "101"],
            attributes: [
                "rtpmap:8 PCMA/8000", "rtpmap:0 PCMU/8000", "rtpmap:101 telephone-event/8000", terms.direction,
            ])
    }

    private func sdp(_ streams: [MediaOffer.Stream]) -> Body {
        let address = terms.address ?? endpoint.address
        let place = "IN \(address.isIPv6 ? "IP6" : "IP4") \(address)"
        var lines = ["v=0", "o=lab 1 1 \(place)", "s=-", "c=\(place)", "t=0 0"]
        for stream in streams {
            lines.append("m=\(stream.kind) \(stream.port) \(stream.profile) \(stream.formats.joined(separator: " "))")
            lines += stream.attributes.map { "a=\($0)" }
        }
        return Body(.sdp, Array(lines.map { $0 + "\r\n" }.joined().utf8))
    }
}
