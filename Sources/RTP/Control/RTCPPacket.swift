/// One packet of an RTCP datagram (RFC 3550 §6).
package enum RTCPPacket: Hashable, Sendable {
    case senderReport(ssrc: UInt32, SenderInfo, [ReportBlock])
    case receiverReport(ssrc: UInt32, [ReportBlock])
    /// The canonical name of one source; nil where it gives none. Remote text, invalid UTF-8 repaired.
    case description(ssrc: UInt32, cname: String?)
    case goodbye(ssrcs: [UInt32])
    /// A type that sipdiag does not read: APP, feedback, extended reports.
    case other(type: UInt8)

    /// What a sender says of its own stream (RFC 3550 §6.4.1).
    package struct SenderInfo: Hashable, Sendable {
        package var time: NTPTime
        /// The same moment on the stream's own clock.
        package var timestamp: UInt32
        package var packets: UInt32
        /// Of payload, without headers and padding.
        package var octets: UInt32

        package init(time: NTPTime, timestamp: UInt32, packets: UInt32, octets: UInt32) {
            self.time = time
            self.timestamp = timestamp
            self.packets = packets
            self.octets = octets
        }
    }

    enum Number {
        static let senderReport: UInt8 = 200
        static let receiverReport: UInt8 = 201
        static let description: UInt8 = 202
        static let goodbye: UInt8 = 203
        /// The SDES item CNAME.
        static let cname: UInt8 = 1
    }

    /// The packet's bytes; of report blocks and sources no more than the 31 that its count can say.
    package var bytes: [UInt8] {
        switch self {
        case .senderReport(let ssrc, let info, let blocks):
            let sender =
                ssrc.bytes + info.time.rawValue.bytes + info.timestamp.bytes + info.packets.bytes + info.octets.bytes
            return Self.packet(Number.senderReport, blocks.count, sender + Self.bytes(blocks))
        case .receiverReport(let ssrc, let blocks):
            return Self.packet(Number.receiverReport, blocks.count, ssrc.bytes + Self.bytes(blocks))
        case .description(let ssrc, let cname):
            let name = Array((cname ?? "").utf8.prefix(255))
            let item = cname == nil ? [] : [Number.cname, UInt8(name.count)] + name
            // The list ends with a zero byte, and is filled up with more.
            return Self.packet(Number.description, 1, ssrc.bytes + item + [0])
        case .goodbye(let ssrcs):
            return Self.packet(Number.goodbye, ssrcs.count, ssrcs.prefix(31).flatMap(\.bytes))
        case .other(let type):
            return Self.packet(type, 0, [])
        }
    }

    private static func bytes(_ blocks: [ReportBlock]) -> [UInt8] { blocks.prefix(31).flatMap(\.bytes) }

    private static func packet(_ type: UInt8, _ count: Int, _ body: [UInt8]) -> [UInt8] {
        let words = (body.count + 3) / 4
        let filling = [UInt8](repeating: 0, count: 4 * words - body.count)
        return [0x80 | UInt8(min(count, 31)), type] + UInt16(clamping: words).bytes + body + filling
    }
}
