/// The interarrival jitter (RFC 3550 §6.4.1, A.8) in milliseconds.
struct Jitter: Sendable {
    private(set) var ms = 0.0
    private var last: (timestamp: UInt32, payloadType: UInt8, atMs: Double)?

    /// - Parameter clockRate: of the packet's payload type, timestamp units a second; nil where nobody knows it.
    mutating func receive(_ packet: RTPPacket, clockRate: Int?, atMs: Double) {
        defer { last = (packet.timestamp, packet.payloadType, atMs) }
        // Another payload type may have another clock; events (RFC 4733) keep theirs still while they last.
        guard let last, last.payloadType == packet.payloadType, let clockRate, clockRate > 0 else { return }
        let units = Int32(bitPattern: packet.timestamp &- last.timestamp)
        let difference = abs(atMs - last.atMs - Double(units) * 1000 / Double(clockRate))
        // A sender that began anew with its timestamp says nothing about the network.
        guard difference < 10_000 else { return }
        ms += (difference - ms) / 16
    }
}
