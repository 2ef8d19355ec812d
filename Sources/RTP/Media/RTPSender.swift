/// A stream of silence: one packet for every 20 ms.
package struct RTPSender: Sendable {
    package let ssrc: UInt32
    package private(set) var packets: UInt32 = 0
    /// Of payload.
    package private(set) var octets: UInt32 = 0
    /// Of the next packet.
    package private(set) var timestamp: UInt32
    private var sequence: UInt16
    private var codec: AudioCodec
    private var payloadType: UInt8
    private var marker = true

    /// Source, sequence number and timestamp are taken from `generator`.
    package init(_ codec: AudioCodec, payloadType: UInt8, using generator: inout some RandomNumberGenerator) {
        self.codec = codec
        self.payloadType = payloadType
        ssrc = generator.next()
        timestamp = generator.next()
        // In the lower half: an SRTP receiver that misses the first packets still counts the wraps right (RFC 3711 §3.3.1).
        sequence = UInt16.random(in: 0..<0x8000, using: &generator)
    }

    /// Goes on in another codec, as a new offer and answer may ask for.
    package mutating func change(to codec: AudioCodec, payloadType: UInt8) {
        marker = marker || codec != self.codec
        self.codec = codec
        self.payloadType = payloadType
    }

    /// The next packet; the first one of a codec carries the marker (RFC 3551 §4.1).
    package mutating func next() -> RTPPacket {
        var packet = RTPPacket(
            payloadType: payloadType, sequence: sequence, timestamp: timestamp, ssrc: ssrc, payload: codec.silence)
        packet.marker = marker
        marker = false
        sequence &+= 1
        timestamp &+= UInt32(codec.clockRate / 1000 * AudioCodec.frameMs)
        packets &+= 1
        octets &+= UInt32(packet.payload.count)
        return packet
    }
}
