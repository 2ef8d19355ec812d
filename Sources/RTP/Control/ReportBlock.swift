/// What a receiver says of one source (RFC 3550 §6.4.1).
package struct ReportBlock: Hashable, Sendable {
    /// The source reported on.
    package var ssrc: UInt32
    /// Of the packets since the last report, in 256ths.
    package var fractionLost: UInt8
    /// Packets lost since the beginning; negative where duplicates outweigh the losses. 24 bits.
    package var lost: Int
    /// The highest sequence number received, its wraps above it.
    package var highestSequence: UInt32
    /// In units of the timestamp.
    package var jitter: UInt32
    /// `NTPTime.middle` of the last sender report from the source; 0 where there was none.
    package var lastReport: UInt32
    /// Since that report came, in 65,536ths of a second.
    package var delay: UInt32

    package init(
        ssrc: UInt32, fractionLost: UInt8, lost: Int, highestSequence: UInt32, jitter: UInt32, lastReport: UInt32 = 0,
        delay: UInt32 = 0
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.lost = lost
        self.highestSequence = highestSequence
        self.jitter = jitter
        self.lastReport = lastReport
        self.delay = delay
    }
}

extension ReportBlock {
    static let length = 24

    /// The caller has checked that 24 bytes stand at `offset`.
    init(_ bytes: [UInt8], at offset: Int) {
        let word = bytes.uint32(at: offset + 4)
        ssrc = bytes.uint32(at: offset)
        fractionLost = UInt8(truncatingIfNeeded: word >> 24)
        lost = Int(Int32(bitPattern: word << 8) >> 8)
        highestSequence = bytes.uint32(at: offset + 8)
        jitter = bytes.uint32(at: offset + 12)
        lastReport = bytes.uint32(at: offset + 16)
        delay = bytes.uint32(at: offset + 20)
    }

    var bytes: [UInt8] {
        let limited = Int32(min(max(lost, -0x80_0000), 0x7f_ffff))
        let word = UInt32(fractionLost) << 24 | UInt32(bitPattern: limited) & 0xff_ffff
        return [ssrc, word, highestSequence, jitter, lastReport, delay].flatMap(\.bytes)
    }
}
