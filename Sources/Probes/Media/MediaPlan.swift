import Net
import RTP
import TLS

/// What offer and answer have agreed on for the media of a call.
struct MediaPlan: Sendable {
    /// Where the answer's SDP wants RTP.
    var remote: Endpoint
    /// Where it wants RTCP (RFC 3605); nil for the port after RTP's.
    var control: Endpoint?
    var codec: AudioCodec
    /// The codec's number in the answer.
    var payloadType: UInt8
    /// What may come: the payload types of our own offer, with their clocks in units a second.
    var expected: [UInt8: Int]
    var encryption: MediaEncryption?
    /// False where the answer wants no media from us, or we send none: `sendonly`, `inactive`.
    var sends = true

    /// - Parameter expected: besides the codec itself.
    init(
        remote: Endpoint, control: Endpoint? = nil, codec: AudioCodec, payloadType: UInt8, expected: [UInt8: Int] = [:],
        encryption: MediaEncryption? = nil
    ) {
        self.remote = remote
        self.control = control
        self.codec = codec
        self.payloadType = payloadType
        self.expected = expected
        self.expected[payloadType] = codec.clockRate
        self.encryption = encryption
    }
}

/// SRTP with the keys of the two descriptions (RFC 4568).
struct MediaEncryption: Sendable {
    let suite: SRTPSuite
    /// Of what we send: the key of our offer.
    let local: SRTPMasterKey
    /// Of what we receive: the key of the answer.
    let remote: SRTPMasterKey
    let primitives: SRTPPrimitives

    /// Throws where OpenSSL refuses AES or SHA-1.
    init(_ suite: SRTPSuite, local: SRTPMasterKey, remote: SRTPMasterKey) throws(OpenSSLError) {
        self.suite = suite
        self.local = local
        self.remote = remote
        _ = try Hash.sha1.hmac(key: [], [])
        primitives = SRTPPrimitives(
            counterMode: try AES128.function(),
            hmac: { key, data in (try? Hash.sha1.hmac(key: key, data)) ?? [] })
    }
}
