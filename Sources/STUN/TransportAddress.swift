/// An IP address and a port, as bytes.
package struct TransportAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 bytes (IPv4) or 16 (IPv6), in network order.
    package let bytes: [UInt8]
    package let port: UInt16

    /// Nil where `bytes` is neither 4 nor 16 long.
    package init?(bytes: [UInt8], port: UInt16) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
        self.port = port
    }

    /// `192.0.2.1:3478`, or `[2001:db8:0:0:0:0:0:1]:3478` with no group left out; for logs and test messages.
    package var description: String {
        guard bytes.count == 16 else {
            return bytes.map { String($0) }.joined(separator: ".") + ":\(port)"
        }
        let groups = stride(from: 0, to: 16, by: 2).map { String(bytes.uint16(at: $0), radix: 16) }
        return "[" + groups.joined(separator: ":") + "]:\(port)"
    }
}
