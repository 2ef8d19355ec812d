import Net
import RTP

/// What goes out of the ports of a call: silence every 20 ms, and reports on it.
struct MediaOutput: Sendable {
    private var stream: RTPSender
    private var srtp: SRTPSender?
    /// Random, and of this call alone: it tells nobody who calls (RFC 7022 §4.2).
    private let name: String

    init(_ plan: MediaPlan) {
        var generator = SystemRandomNumberGenerator()
        stream = RTPSender(plan.codec, payloadType: plan.payloadType, using: &generator)
        srtp = plan.encryption.map { SRTPSender($0.suite, key: $0.local, $0.primitives) }
        name = String(generator.next() as UInt64, radix: 36)
    }

    var ssrc: UInt32 { stream.ssrc }

    /// The next packet of the stream; nil where it cannot be encrypted.
    mutating func packet() -> [UInt8]? {
        let bytes = stream.next().bytes
        return srtp == nil ? bytes : srtp?.protect(bytes)
    }

    /// A compound packet (RFC 3550 §6.1): what was sent, what is received, who we are, and at the end that we leave.
    mutating func report(on block: ReportBlock?, unixMilliseconds: Int64, isLast: Bool) -> [UInt8]? {
        let info = RTCPPacket.SenderInfo(
            time: NTPTime(unixMilliseconds: unixMilliseconds), timestamp: stream.timestamp, packets: stream.packets,
            octets: stream.octets)
        let blocks = block.map { [$0] } ?? []
        var packets: [RTCPPacket] = [
            stream.packets == 0 ? .receiverReport(ssrc: ssrc, blocks) : .senderReport(ssrc: ssrc, info, blocks),
            .description(ssrc: ssrc, cname: name),
        ]
        if isLast { packets.append(.goodbye(ssrcs: [ssrc])) }
        let bytes = packets.flatMap(\.bytes)
        return srtp == nil ? bytes : srtp?.protectControl(bytes)
    }
}
