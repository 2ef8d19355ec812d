import Net
import RTP

/// What comes in on the ports of a call after its answer.
struct MediaIntake: Sendable {
    private(set) var statistics: ReceiverStatistics
    /// Packets that the keys do not fit.
    private(set) var srtpFailures = 0
    /// Packets under SRTP that came a second time.
    private(set) var replays = 0
    /// Packets of a payload type that was agreed on.
    private(set) var understood = 0
    /// Datagrams on the RTP port that are neither RTP, RTCP nor STUN: DTLS, for one.
    private(set) var strangers = 0
    /// The SDP's address if packets came from there, else where the first one came from.
    private(set) var from: Endpoint?
    private(set) var cameAsAnnounced = false
    /// What the other side last said of our stream.
    private(set) var peerReport: ReportBlock?
    /// The other side's last sender report, and when it came.
    private var senderReport: (ssrc: UInt32, time: NTPTime, at: Instant)?
    private var srtp: SRTPReceiver?
    private let expected: [UInt8: Int]
    /// Where the other side said that its media is: first in its answer, then in what changed it.
    private var announced: Set<Endpoint>
    private let ssrc: UInt32
    private let began: Instant

    /// - Parameter ssrc: of our own stream.
    init(_ plan: MediaPlan, ssrc: UInt32, began: Instant) {
        expected = plan.expected
        announced = [plan.remote]
        self.ssrc = ssrc
        self.began = began
        statistics = ReceiverStatistics(clockRates: plan.expected)
        srtp = plan.encryption.map { SRTPReceiver($0.suite, key: $0.remote, $0.primitives) }
    }

    mutating func expect(from remote: Endpoint) {
        announced.insert(remote)
    }

    /// Takes a datagram from either port; true if it is media.
    mutating func take(_ datagram: Datagram) -> Bool {
        switch DatagramKind(of: datagram.bytes) {
        case .rtp: return takePacket(datagram)
        case .rtcp: takeReports(datagram)
        case .stun: break
        case .dtls, .zrtp, .turn, .other: strangers += 1
        }
        return false
    }

    /// What we report on their stream.
    mutating func report(at now: Instant) -> ReportBlock? {
        guard var block = statistics.report() else { return nil }
        if let last = senderReport, last.ssrc == block.ssrc {
            block.lastReport = last.time.middle
            block.delay = UInt32(clamping: Int(now.milliseconds(since: last.at) * 65.536))
        }
        return block
    }

    private mutating func takePacket(_ datagram: Datagram) -> Bool {
        guard let bytes = decrypt(datagram.bytes), let packet = RTPPacket(bytes) else { return false }
        statistics.receive(packet, atMs: datagram.at.milliseconds(since: began))
        if expected[packet.payloadType] != nil { understood += 1 }
        if !cameAsAnnounced, announced.contains(datagram.from) {
            cameAsAnnounced = true
            from = datagram.from
        }
        from = from ?? datagram.from
        return true
    }

    private mutating func decrypt(_ packet: [UInt8]) -> [UInt8]? {
        guard srtp != nil else { return packet }
        do throws(SRTPReceiver.Failure) {
            return try srtp?.unprotect(packet)
        } catch {
            if error == .replay { replays += 1 } else { srtpFailures += 1 }
            return nil
        }
    }

    private mutating func takeReports(_ datagram: Datagram) {
        let plain = srtp == nil ? datagram.bytes : try? srtp?.unprotectControl(datagram.bytes)
        for packet in plain.flatMap(RTCPPacket.parse) ?? [] {
            switch packet {
            case .senderReport(let source, let info, let blocks):
                senderReport = (source, info.time, datagram.at)
                note(blocks)
            case .receiverReport(_, let blocks): note(blocks)
            case .description, .goodbye, .other: break
            }
        }
    }

    private mutating func note(_ blocks: [ReportBlock]) {
        peerReport = blocks.last { $0.ssrc == ssrc } ?? peerReport
    }
}
