/// Protects what one source sends (RFC 3711 §3.3, §3.4).
package struct SRTPSender: Sendable {
    private let suite: SRTPSuite
    private let rtp: SessionKeys
    private let rtcp: SessionKeys
    private var lastSequence: UInt16?
    private var rollover: UInt32 = 0
    private var controlIndex: UInt32 = 0

    package init(_ suite: SRTPSuite, key: SRTPMasterKey, _ primitives: SRTPPrimitives) {
        self.suite = suite
        rtp = SessionKeys(key, .rtp, primitives)
        rtcp = SessionKeys(key, .rtcp, primitives)
    }

    /// The next RTP packet, encrypted and with its tag; packets are given in the order of their numbers. Nil where it is
    /// no RTP, or the library fails.
    package mutating func protect(_ packet: [UInt8]) -> [UInt8]? {
        guard let header = RTPPacket.headerLength(of: packet) else { return nil }
        let sequence = packet.uint16(at: 2)
        if let lastSequence, sequence < lastSequence { rollover &+= 1 }
        lastSequence = sequence
        let index = UInt64(rollover) << 16 | UInt64(sequence)
        guard let payload = rtp.encrypt(packet[header...], ssrc: packet.uint32(at: 8), index: index) else { return nil }
        let encrypted = packet[..<header] + payload
        guard let tag = rtp.tag(encrypted + rollover.bytes, length: suite.tagLength) else { return nil }
        return encrypted + tag
    }

    /// An RTCP datagram, encrypted but for its first header and source.
    package mutating func protectControl(_ packet: [UInt8]) -> [UInt8]? {
        guard packet.count >= 8 else { return nil }
        controlIndex = (controlIndex &+ 1) & 0x7fff_ffff
        guard let body = rtcp.encrypt(packet[8...], ssrc: packet.uint32(at: 4), index: UInt64(controlIndex)) else {
            return nil
        }
        let encrypted = packet[..<8] + body + (0x8000_0000 | controlIndex).bytes
        guard let tag = rtcp.tag(Array(encrypted), length: SRTPSuite.controlTagLength) else { return nil }
        return encrypted + tag
    }
}
