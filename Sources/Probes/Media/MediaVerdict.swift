import Diagnosis

/// What came back of the media sent: the words of the fact `media`.
enum MediaVerdict: String, CaseIterable, Sendable {
    /// Nothing was sent.
    case none
    case twoWay = "two_way"
    case noInbound = "no_inbound"
    /// Media comes, and none of it from the SDP's address and port.
    case elsewhere
    /// Something comes that is not what was agreed on: other keys, other codecs, DTLS.
    case undecodable

    init(_ result: MediaResult) {
        if result.sent == 0 {
            self = .none
        } else if result.received == 0 {
            self = result.srtpFailures + result.strangers > 0 ? .undecodable : .noInbound
        } else if result.understood == 0 {
            self = .undecodable
        } else {
            self = result.fromDiffers ? .elsewhere : .twoWay
        }
    }
}

extension MediaResult {
    /// For people; nil where nothing was measured.
    var words: String? {
        switch MediaVerdict(self) {
        case .none: nil
        case .twoWay: "\(received) RTP packets came back" + (lost > 0 ? ", \(lost) lost" : "")
        case .noInbound: "\(sent) RTP packets sent, none came back"
        case .elsewhere: "\(received) RTP packets came back, none from where the SDP says"
        case .undecodable: "what came back is not the media agreed on"
        }
    }

    /// The facts of `CallEvidence` about media; what was not measured is absent.
    var facts: [String: Value] {
        var facts: [String: Value] = [:]
        if early > 0 || wasStarted { facts["rtp_early"] = .number(early) }
        guard wasStarted else { return facts }
        facts["media"] = .text(MediaVerdict(self).rawValue)
        facts["rtp_sent"] = .number(sent)
        facts["rtp_received"] = .number(received)
        if srtpFailures > 0 { facts["srtp_failed"] = .number(srtpFailures) }
        guard received > 0 else { return facts }
        facts["rtp_lost"] = .number(lost)
        facts["rtp_loss_percent"] = .number((lossPercent * 10).rounded() / 10)
        facts["rtp_jitter_ms"] = .number((jitterMs * 10).rounded() / 10)
        facts["rtp_first_ms"] = firstPacketMs.map { .number($0.rounded()) }
        facts["rtp_from"] = from.map { .text("\($0)") }
        facts["rtp_from_differs"] = .flag(fromDiffers)
        return facts
    }
}
