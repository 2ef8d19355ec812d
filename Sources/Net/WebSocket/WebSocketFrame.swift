/// One frame (RFC 6455 §5.2), its payload unmasked.
struct WebSocketFrame: Sendable, Hashable {
    enum Opcode: UInt8, Sendable {
        case continuation = 0
        case text = 1
        case binary = 2
        case close = 8
        case ping = 9
        case pong = 10

        var isControl: Bool { rawValue >= 8 }
    }

    var opcode: Opcode
    /// The last of its message.
    var isLast = true
    var payload: [UInt8]

    /// - Parameter mask: Four bytes, which a client's frames must have and a server's must not.
    func bytes(mask: [UInt8]?) -> [UInt8] {
        let masked: UInt8 = mask == nil ? 0 : 0x80
        var bytes = [(isLast ? 0x80 : 0) | opcode.rawValue]
        switch payload.count {
        case ..<126: bytes.append(masked | UInt8(payload.count))
        case ..<65_536: bytes += [masked | 126] + Self.bigEndian(payload.count, 2)
        default: bytes += [masked | 127] + Self.bigEndian(payload.count, 8)
        }
        return bytes + (mask ?? []) + (mask.map { Self.masked(payload, $0) } ?? payload)
    }

    /// Masking undoes masking (RFC 6455 §5.3).
    static func masked(_ payload: [UInt8], _ mask: [UInt8]) -> [UInt8] {
        guard mask.count == 4 else { return payload }
        return payload.enumerated().map { $0.element ^ mask[$0.offset & 3] }
    }

    private static func bigEndian(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
