extension RTCPPacket {
    /// Reads a whole datagram of RTCP; nil where it is none, is cut short, or breaks a rule of RFC 3550 A.2. A single
    /// packet without a report at its head is read as well (RFC 5506).
    package static func parse(_ bytes: [UInt8]) -> [RTCPPacket]? {
        var packets: [RTCPPacket] = []
        var offset = 0
        while offset < bytes.count {
            guard bytes.count - offset >= 4, bytes[offset] >> 6 == 2 else { return nil }
            let end = offset + 4 + 4 * Int(bytes.uint16(at: offset + 2))
            guard end <= bytes.count else { return nil }
            var padding = 0
            if bytes[offset] & 0x20 != 0 {
                // Only the last packet may be padded.
                padding = Int(bytes[end - 1])
                guard end == bytes.count, padding > 0, padding <= end - offset - 4 else { return nil }
            }
            guard let packet = packet(bytes, offset..<end - padding) else { return nil }
            packets.append(packet)
            offset = end
        }
        return packets.isEmpty ? nil : packets
    }

    /// One packet in `range`, which is at least four bytes long; nil where it is too short for what it says.
    private static func packet(_ bytes: [UInt8], _ range: Range<Int>) -> RTCPPacket? {
        let count = Int(bytes[range.lowerBound] & 0x1f)
        let body = range.lowerBound + 4..<range.upperBound
        switch bytes[range.lowerBound + 1] {
        case Number.senderReport:
            guard body.count >= 24 + count * ReportBlock.length else { return nil }
            let start = body.lowerBound
            let high = UInt64(bytes.uint32(at: start + 4))
            let info = SenderInfo(
                time: NTPTime(rawValue: high << 32 | UInt64(bytes.uint32(at: start + 8))),
                timestamp: bytes.uint32(at: start + 12), packets: bytes.uint32(at: start + 16),
                octets: bytes.uint32(at: start + 20))
            return .senderReport(ssrc: bytes.uint32(at: start), info, blocks(bytes, at: start + 24, count))
        case Number.receiverReport:
            guard body.count >= 4 + count * ReportBlock.length else { return nil }
            return .receiverReport(
                ssrc: bytes.uint32(at: body.lowerBound), blocks(bytes, at: body.lowerBound + 4, count))
        case Number.description where count > 0:
            guard body.count >= 4 else { return nil }
            return .description(ssrc: bytes.uint32(at: body.lowerBound), cname: cname(bytes, body.dropFirst(4)))
        case Number.goodbye:
            guard body.count >= 4 * count else { return nil }
            return .goodbye(ssrcs: (0..<count).map { bytes.uint32(at: body.lowerBound + 4 * $0) })
        case let type: return .other(type: type)
        }
    }

    private static func blocks(_ bytes: [UInt8], at offset: Int, _ count: Int) -> [ReportBlock] {
        (0..<count).map { ReportBlock(bytes, at: offset + $0 * ReportBlock.length) }
    }

    /// The first source's CNAME, out of its list of items.
    private static func cname(_ bytes: [UInt8], _ items: Range<Int>) -> String? {
        var offset = items.lowerBound
        while items.upperBound - offset >= 2, bytes[offset] != 0 {
            let end = offset + 2 + Int(bytes[offset + 1])
            guard end <= items.upperBound else { return nil }
            if bytes[offset] == Number.cname { return String(decoding: bytes[offset + 2..<end], as: UTF8.self) }
            offset = end
        }
        return nil
    }
}
