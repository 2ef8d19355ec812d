/// One audio stream as we offer it (RFC 3264 5).
package struct Offer: Hashable, Sendable {
    /// Best first; `telephoneEvent` stands for digits on the clock of each voice codec.
    package var codecs: [Codec]
    /// Where we receive.
    package var address: Host
    package var port: Int
    package var srtp: SRTPOffer
    /// Numbers nobody else uses, such as the time.
    package var sessionID: UInt64
    /// Larger in every later description of the same call.
    package var version: UInt64
    package var direction = MediaDirection.sendrecv

    package init(
        codecs: [Codec] = Codec.all, address: Host, port: Int, srtp: SRTPOffer = .none, sessionID: UInt64,
        version: UInt64
    ) {
        self.codecs = codecs
        self.address = address
        self.port = port
        self.srtp = srtp
        self.sessionID = sessionID
        self.version = version
    }

    package var description: SessionDescription {
        let proto = if case .sdes = srtp { "RTP/SAVP" } else { "RTP/AVP" }
        let crypto = srtp.key.map { CryptoAttribute(tag: 1, key: $0) }
        return session(times: [], [audio(proto, codecs: offered, direction: direction, crypto: crypto)])
    }

    /// The codecs, digits once for each clock.
    var offered: [Codec] {
        let clocks = codecs.filter(\.isVoice).map(\.map.clockRate)
        return codecs.flatMap { codec in
            guard codec == .telephoneEvent else { return [codec] }
            return [.telephoneEvent, .wideTelephoneEvent].filter { clocks.contains($0.map.clockRate) }
        }
    }
}

/// Whether the media is to be encrypted, with keys in the description (RFC 4568): 16 bytes of key, 14 of salt.
package enum SRTPOffer: Hashable, Sendable {
    case none
    /// Encrypted or not at all.
    case sdes(key: [UInt8])
    /// Plain if the other side does not take the key (RFC 8643).
    case optional(key: [UInt8])

    var key: [UInt8]? {
        switch self {
        case .none: nil
        case .sdes(let key), .optional(let key): key
        }
    }
}

extension Offer {
    func session(times: [SDPLine], _ media: [MediaDescription]) -> SessionDescription {
        let connection = SDPConnection(address)
        let origin = SDPOrigin(sessionID: String(sessionID), version: String(version), connection: connection)
        let head = [
            SDPLine("v", "0"), SDPLine("o", origin.description), SDPLine("s", "-"),
            SDPLine("c", connection.description),
        ]
        return SessionDescription(lines: head + (times.isEmpty ? [SDPLine("t", "0 0")] : times), media: media)
    }

    func audio(
        _ proto: String, codecs: [Codec], direction: MediaDirection, crypto: CryptoAttribute?
    ) -> MediaDescription {
        let formats = codecs.flatMap { codec in
            [SDPLine(attribute: "rtpmap", codec.map.description)]
                + (codec.parameters.map { [SDPLine(attribute: "fmtp", "\(codec.map.payloadType) \($0)")] } ?? [])
        }
        return MediaDescription(
            kind: "audio", port: port, proto: proto, formats: codecs.map { String($0.map.payloadType) },
            lines: formats + [SDPLine(attribute: "ptime", "20"), SDPLine(attribute: direction.rawValue)]
                + (crypto.map { [SDPLine(attribute: "crypto", $0.description)] } ?? []))
    }
}
