/// IP packets with their UDP or TCP header.
enum Packet {
    /// The protocol's number in the IP header.
    enum Kind: UInt8 {
        case tcp = 6
        case udp = 17

        var headerLength: Int { self == .tcp ? 20 : 8 }

        /// The payload that fits into one packet: the length field of IPv4 counts its own header, that of IPv6 does not.
        func room(toward place: CaptureFile.Place) -> Int {
            0xFFFF - headerLength - (place.address.count == 4 ? 20 : 0)
        }
    }

    /// RFC 768. The payload must have room.
    static func udp(from source: CaptureFile.Place, to destination: CaptureFile.Place, _ payload: [UInt8]) -> [UInt8] {
        let length = UInt16(Kind.udp.headerLength + payload.count)
        let header = source.port.bytes + destination.port.bytes + length.bytes
        return ip(.udp, source, destination, header, after: [], payload)
    }

    /// A segment of RFC 9293 in the middle of a connection: PSH and ACK. The payload must have room.
    static func tcp(
        from source: CaptureFile.Place, to destination: CaptureFile.Place, sequence: UInt32, acknowledges: UInt32,
        _ payload: [UInt8]
    ) -> [UInt8] {
        let offsetAndFlags: UInt16 = 5 << 12 | 0x18
        let window: UInt16 = 0xFFFF
        let header =
            source.port.bytes + destination.port.bytes + sequence.bytes + acknowledges.bytes + offsetAndFlags.bytes
            + window.bytes
        return ip(.tcp, source, destination, header, after: [0, 0], payload)
    }

    /// - Parameters:
    ///   - header: up to its checksum.
    ///   - rest: what of the header follows the checksum.
    private static func ip(
        _ kind: Kind, _ source: CaptureFile.Place, _ destination: CaptureFile.Place, _ header: [UInt8],
        after rest: [UInt8], _ payload: [UInt8]
    ) -> [UInt8] {
        let addresses = source.address + destination.address
        let length = UInt32(header.count + 2 + rest.count + payload.count)
        let pseudoHeader = addresses + length.bytes + UInt32(kind.rawValue).bytes
        let sum = checksum(pseudoHeader + header + [0, 0] + rest + payload)
        // In UDP, 0 would mean that there is none.
        let content = header + (kind == .udp && sum == 0 ? 0xFFFF : sum).bytes + rest + payload
        guard source.address.count == 4 else {
            // RFC 8200 3: hop limit 64.
            return [0x60, 0, 0, 0] + UInt16(content.count).bytes + [kind.rawValue, 64] + addresses + content
        }
        // RFC 791 3.1: not to be fragmented, TTL 64.
        let before = [0x45, 0] + UInt16(20 + content.count).bytes + [0, 0, 0x40, 0, 64, kind.rawValue]
        return before + checksum(before + addresses).bytes + addresses + content
    }

    /// RFC 1071, over an even number of bytes or with a zero behind them.
    private static func checksum(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt64 = 0
        for (index, byte) in bytes.enumerated() { sum += index % 2 == 0 ? UInt64(byte) << 8 : UInt64(byte) }
        while sum > 0xFFFF { sum = sum >> 16 + sum & 0xFFFF }
        return ~UInt16(sum)
    }
}

extension FixedWidthInteger {
    /// The number in network order.
    var bytes: [UInt8] {
        stride(from: bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}
