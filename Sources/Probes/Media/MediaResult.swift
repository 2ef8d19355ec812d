import Net
import RTP

/// What media came to while a call was up.
struct MediaResult: Sendable {
    /// The call was answered, and media began.
    var wasStarted = false
    /// RTP packets that this host sent, and those that came; without duplicates.
    var sent = 0
    var received = 0
    var lost = 0
    /// Of the packets that should have come.
    var lossPercent = 0.0
    var longestLossRun = 0
    var duplicates = 0
    var reordered = 0
    var jitterMs = 0.0
    /// From the answer to the first packet; nil where none came.
    var firstPacketMs: Double?
    /// The longest time without a packet, from the first one to the end of the call.
    var maxGapMs = 0.0
    /// Where packets came from: the SDP's address if any came from there, else where the first one did.
    var from: Endpoint?
    /// Packets came, and none from the SDP's address.
    var fromDiffers = false
    /// RTP packets before the answer.
    var early: Int
    /// Packets that the keys of the SDP do not fit.
    var srtpFailures = 0
    /// Packets of a payload type that was agreed on.
    var understood = 0
    /// Datagrams that are no media at all.
    var strangers = 0
    /// In the order in which they came up.
    var payloadTypes: [UInt8] = []
    /// The first ICMP error for the media sent, in words.
    var icmp: String?
    /// Why this host did not send.
    var sendError: LocalError?
    /// What the other side last said of the media sent: proof that it arrives.
    var peerReport: ReportBlock?

    init(early: Int = 0) {
        self.early = early
    }
}
