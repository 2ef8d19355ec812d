/// One RTP packet (RFC 3550 §5.1).
package struct RTPPacket: Hashable, Sendable {
    /// A header extension (RFC 3550 §5.3.1); `data` is a multiple of four bytes long.
    package struct Extension: Hashable, Sendable {
        package var profile: UInt16
        package var data: [UInt8]

        package init(profile: UInt16, data: [UInt8]) {
            self.profile = profile
            self.data = data
        }
    }

    /// 0 to 127.
    package var payloadType: UInt8
    package var marker = false
    package var sequence: UInt16
    package var timestamp: UInt32
    package var ssrc: UInt32
    /// Contributing sources, 15 at most.
    package var csrcs: [UInt32] = []
    package var headerExtension: Extension?
    /// Without the padding.
    package var payload: [UInt8]

    package init(payloadType: UInt8, sequence: UInt16, timestamp: UInt32, ssrc: UInt32, payload: [UInt8]) {
        self.payloadType = payloadType
        self.sequence = sequence
        self.timestamp = timestamp
        self.ssrc = ssrc
        self.payload = payload
    }
}

extension RTPPacket {
    static let fixedHeaderLength = 12

    /// Reads a datagram; nil where it is no RTP of version 2, or is cut short.
    package init?(_ bytes: [UInt8]) {
        guard let length = Self.headerLength(of: bytes) else { return nil }
        let padding = bytes[0] & 0x20 == 0 ? 0 : Int(bytes[bytes.count - 1])
        // A padding that is there counts its own last byte.
        guard padding <= bytes.count - length, padding > 0 || bytes[0] & 0x20 == 0 else { return nil }
        payloadType = bytes[1] & 0x7f
        marker = bytes[1] & 0x80 != 0
        sequence = bytes.uint16(at: 2)
        timestamp = bytes.uint32(at: 4)
        ssrc = bytes.uint32(at: 8)
        let extensionStart = Self.fixedHeaderLength + 4 * Int(bytes[0] & 0x0f)
        csrcs = stride(from: Self.fixedHeaderLength, to: extensionStart, by: 4).map { bytes.uint32(at: $0) }
        if bytes[0] & 0x10 != 0 {
            headerExtension = Extension(
                profile: bytes.uint16(at: extensionStart), data: Array(bytes[extensionStart + 4..<length]))
        }
        payload = Array(bytes[length..<bytes.count - padding])
    }

    /// The packet without padding. Contributing sources after the fifteenth, and extension data that is no whole word or
    /// too long for its field, are left out.
    package var bytes: [UInt8] {
        let sources = csrcs.prefix(15)
        var bytes: [UInt8] = [
            0x80 | (headerExtension == nil ? 0 : 0x10) | UInt8(sources.count), (marker ? 0x80 : 0) | payloadType & 0x7f,
        ]
        bytes += sequence.bytes + timestamp.bytes + ssrc.bytes
        bytes += sources.flatMap(\.bytes)
        if let headerExtension {
            let words = min(headerExtension.data.count / 4, Int(UInt16.max))
            bytes += headerExtension.profile.bytes + UInt16(words).bytes + headerExtension.data.prefix(4 * words)
        }
        return bytes + payload
    }

    /// Where the payload begins: after the fixed header, the contributing sources and the extension. Nil where the bytes
    /// are no RTP of version 2, or end before that.
    static func headerLength(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= fixedHeaderLength, bytes[0] >> 6 == 2 else { return nil }
        var length = fixedHeaderLength + 4 * Int(bytes[0] & 0x0f)
        if bytes[0] & 0x10 != 0 {
            guard bytes.count >= length + 4 else { return nil }
            length += 4 + 4 * Int(bytes.uint16(at: length + 2))
        }
        return length <= bytes.count ? length : nil
    }
}
