/// DNS over a stream: each message behind its length in two octets (RFC 1035 section 4.2.2).
package struct StreamFraming: Sendable {
    private var buffer: [UInt8] = []

    package init() {}

    /// The octets to write for one message.
    package static func frame(_ message: [UInt8]) -> [UInt8] {
        bigEndian(UInt16(clamping: message.count)) + message
    }

    /// Takes what was read, and returns the messages that it completes.
    package mutating func receive(_ bytes: [UInt8]) -> [[UInt8]] {
        buffer += bytes
        var messages: [[UInt8]] = []
        var position = 0
        while buffer.count - position >= 2 {
            let end = position + 2 + (Int(buffer[position]) << 8 | Int(buffer[position + 1]))
            guard end <= buffer.count else { break }
            messages.append(Array(buffer[(position + 2)..<end]))
            position = end
        }
        buffer.removeFirst(position)
        return messages
    }
}
