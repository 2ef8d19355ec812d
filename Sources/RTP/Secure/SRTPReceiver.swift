/// Checks and decrypts what the other side sends (RFC 3711 §3.3, §3.4).
package struct SRTPReceiver: Sendable {
    /// Why a packet is not believed.
    package enum Failure: Error, Hashable, Sendable {
        /// Too short, or no RTP.
        case malformed
        /// The tag is wrong: another key or suite, no SRTP at all, or a packet changed on its way.
        case authentication
        /// The same packet again, or one too old to tell.
        case replay
    }

    private struct Source: Sendable {
        var rtp = ReplayWindow()
        var rtcp = ReplayWindow()
    }

    private let suite: SRTPSuite
    private let rtp: SessionKeys
    private let rtcp: SessionKeys
    private var sources: [UInt32: Source] = [:]

    /// Sources beyond so many are not followed; only who has the key can be one.
    private static let maximumSources = 16

    package init(_ suite: SRTPSuite, key: SRTPMasterKey, _ primitives: SRTPPrimitives) {
        self.suite = suite
        rtp = SessionKeys(key, .rtp, primitives)
        rtcp = SessionKeys(key, .rtcp, primitives)
    }

    /// The RTP packet that was protected.
    package mutating func unprotect(_ packet: [UInt8]) throws(Failure) -> [UInt8] {
        let end = packet.count - suite.tagLength
        guard end > 0, let header = RTPPacket.headerLength(of: Array(packet[..<end])) else { throw .malformed }
        let ssrc = packet.uint32(at: 8)
        var source = try source(ssrc)
        let index = Self.index(of: packet.uint16(at: 2), after: source.rtp.highest)
        let rollover = UInt32(truncatingIfNeeded: index >> 16)
        guard rtp.tag(packet[..<end] + rollover.bytes, length: suite.tagLength) == Array(packet[end...]) else {
            throw .authentication
        }
        guard source.rtp.admits(index) else { throw .replay }
        guard let payload = rtp.encrypt(packet[header..<end], ssrc: ssrc, index: index) else { throw .malformed }
        source.rtp.note(index)
        sources[ssrc] = source
        return packet[..<header] + payload
    }

    /// The RTCP datagram that was protected.
    package mutating func unprotectControl(_ packet: [UInt8]) throws(Failure) -> [UInt8] {
        let end = packet.count - SRTPSuite.controlTagLength
        guard end >= 12 else { throw .malformed }
        let ssrc = packet.uint32(at: 4)
        var source = try source(ssrc)
        guard rtcp.tag(Array(packet[..<end]), length: SRTPSuite.controlTagLength) == Array(packet[end...]) else {
            throw .authentication
        }
        let word = packet.uint32(at: end - 4)
        let index = UInt64(word & 0x7fff_ffff)
        guard source.rtcp.admits(index) else { throw .replay }
        let body = Array(packet[8..<end - 4])
        let isEncrypted = word >> 31 == 1
        guard let plain = isEncrypted ? rtcp.encrypt(body, ssrc: ssrc, index: index) : body else { throw .malformed }
        source.rtcp.note(index)
        sources[ssrc] = source
        return packet[..<8] + plain
    }

    private func source(_ ssrc: UInt32) throws(Failure) -> Source {
        if let source = sources[ssrc] { return source }
        guard sources.count < Self.maximumSources else { throw .authentication }
        return Source()
    }

    /// The index that is nearest to the highest so far (RFC 3711 §3.3.1, appendix A); wraps are counted from zero.
    private static func index(of sequence: UInt16, after highest: UInt64?) -> UInt64 {
        guard let highest else { return UInt64(sequence) }
        let distance = Int64(Int16(bitPattern: sequence &- UInt16(truncatingIfNeeded: highest)))
        let index = Int64(highest) + distance
        // Before the first wrap there is nothing to go back to.
        return index < 0 ? UInt64(sequence) : UInt64(index)
    }
}
