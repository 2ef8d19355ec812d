/// What offer and answer have agreed for audio, seen from our side.
package struct AudioAgreement: Hashable, Sendable {
    /// The voice codec, with the payload type that the other side wants to receive.
    package var codec: RTPMap
    /// The payload type in which it comes back.
    package var receivedPayloadType: Int
    /// The payload type for digits on the codec's clock, as the other side wants it.
    package var telephoneEvent: Int?
    /// What we do.
    package var direction: MediaDirection
    /// Where media goes; `nil` when nothing says it.
    package var address: Host?
    package var port: Int
    package var rtcpAddress: Host?
    package var rtcpPort: Int
    /// On hold by the address 0.0.0.0 (RFC 2543), whatever the direction says.
    package var isHeldByAddress: Bool
    package var srtp: SRTPAgreement

    /// What comes of both descriptions, whichever is the answer; `nil` without a voice codec in common.
    init?(local: MediaDescription, remote: MediaDescription) {
        guard let port = remote.port, port != 0 else { return nil }
        let localEncodings = local.encodings()
        let shared = remote.encodings(numberedLike: local).compactMap { encoding in
            localEncodings.first { $0.isSameEncoding(as: encoding) }.map { (remote: encoding, local: $0) }
        }
        guard let voice = shared.first(where: { $0.remote.isVoice }) else { return nil }
        codec = voice.remote
        receivedPayloadType = voice.local.payloadType
        telephoneEvent = shared.first { $0.remote.isTelephoneEvent(beside: voice.remote) }?.remote.payloadType

        isHeldByAddress = remote.connection?.isUnspecified == true
        let wanted = remote.direction.reversed.limited(to: local.direction)
        direction = isHeldByAddress ? wanted.limited(to: .recvonly) : wanted
        address = remote.connection?.address
        self.port = port
        let isMultiplexed = local.isRTCPMultiplexed && remote.isRTCPMultiplexed
        rtcpAddress = isMultiplexed ? address : remote.rtcpConnection?.address
        rtcpPort = isMultiplexed ? port : remote.rtcpPort ?? port
        srtp = SRTPAgreement(local: local, remote: remote)
    }
}

/// What became of the encryption.
package enum SRTPAgreement: Hashable, Sendable {
    /// We named no key; the media is plain unless the other side breaks RFC 3264.
    case notOffered
    case agreed(suite: String, localKey: [UInt8], remoteKey: [UInt8])
    /// The other side names no key.
    case refused
    /// It names a key that goes with none of ours.
    case unusable
    /// It wants keys by DTLS (RFC 5763), which we do not speak.
    case dtls

    init(local: MediaDescription, remote: MediaDescription) {
        let pair = remote.cryptos.lazy.compactMap { theirs in
            local.cryptos.first { $0.tag == theirs.tag && $0.suite.equalsIgnoringCase(theirs.suite) }
                .map { (ours: $0, theirs: theirs) }
        }.first
        self =
            if let pair {
                .agreed(suite: pair.ours.suite, localKey: pair.ours.key, remoteKey: pair.theirs.key)
            } else if remote.fingerprint != nil, remote.isSecureProfile || !local.cryptos.isEmpty {
                .dtls
            } else if local.cryptos.isEmpty {
                .notOffered
            } else {
                remote.cryptos.isEmpty ? .refused : .unusable
            }
    }
}
