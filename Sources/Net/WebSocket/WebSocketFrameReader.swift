/// Cuts a stream into frames.
struct WebSocketFrameReader: Sendable {
    /// A server reads masked frames, a client others.
    let expectsMask: Bool
    /// Of one message, in bytes; SIP over UDP, of which it takes the place, ends at 64 KiB.
    static let maximumLength = 256 * 1024

    private var bytes: [UInt8] = []

    init(expectsMask: Bool) {
        self.expectsMask = expectsMask
    }

    mutating func add(_ more: [UInt8]) {
        bytes += more
    }

    /// The next frame; nil until it is whole.
    mutating func next() throws(WebSocketFailure) -> WebSocketFrame? {
        guard bytes.count >= 2 else { return nil }
        guard bytes[0] & 0x70 == 0 else { throw .broken(.reserved) }
        guard let opcode = WebSocketFrame.Opcode(rawValue: bytes[0] & 0x0f) else { throw .broken(.opcode) }
        guard (bytes[1] & 0x80 != 0) == expectsMask else { throw .broken(.masking) }
        let isLast = bytes[0] & 0x80 != 0
        let short = Int(bytes[1] & 0x7f)
        guard !opcode.isControl || (isLast && short < 126) else { throw .broken(.control) }

        let sizeBytes = short == 127 ? 8 : short == 126 ? 2 : 0
        let head = 2 + sizeBytes + (expectsMask ? 4 : 0)
        guard bytes.count >= head else { return nil }
        let size = sizeBytes == 0 ? UInt64(short) : bytes[2..<2 + sizeBytes].reduce(0) { $0 << 8 | UInt64($1) }
        guard let length = Int(exactly: size), length <= Self.maximumLength else { throw .broken(.size) }
        guard bytes.count >= head + length else { return nil }

        let payload = Array(bytes[head..<head + length])
        let mask = Array(bytes[(2 + sizeBytes)..<head])
        bytes.removeFirst(head + length)
        return WebSocketFrame(opcode: opcode, isLast: isLast, payload: WebSocketFrame.masked(payload, mask))
    }
}
