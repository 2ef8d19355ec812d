/// The messages of a report as a capture that Wireshark, tshark and sngrep open.
///
/// Classic pcap, not pcapng: every reader has it, and what pcapng adds (comments, interfaces) nobody needs here. The link
/// type is raw IP: there was no Ethernet to tell of. What went over UDP or TCP is written as such. What went inside TLS
/// or a WebSocket is written as plain SIP in UDP packets of the same addresses and ports: as a TCP stream to 5061, 443
/// or 8080 it would be read as broken TLS or HTTP.
package struct CaptureFile {
    /// An address of four or sixteen bytes, and a port.
    package struct Place: Hashable, Sendable {
        package var address: [UInt8]
        package var port: UInt16

        package init(address: [UInt8], port: UInt16) {
            self.address = address
            self.port = port
        }
    }

    package private(set) var bytes: [UInt8]
    /// Messages whose addresses cannot be read, or are of two families.
    package private(set) var leftOut = 0
    /// The number of the byte that comes next. The connection's opening was not recorded; both ways begin with 1, as if it
    /// had been.
    private var next: [Flow: UInt32] = [:]

    /// One way of a TCP connection.
    private struct Flow: Hashable {
        var source: Place
        var destination: Place

        var back: Flow { Flow(source: destination, destination: source) }
    }

    /// - Parameter place: reads `address:port`.
    package init(_ report: Report, place: (String) -> Place?) {
        // Little endian, version 2.4, times in microseconds UTC, no packet cut below 256 KiB, LINKTYPE_RAW.
        bytes = [0xA1B2_C3D4, 0x0004_0002, 0, 0, 262_144, 101].flatMap { (word: UInt32) in word.bytes.reversed() }
        for message in report.messages {
            guard let local = place(message.local), let remote = place(message.remote),
                local.address.count == remote.address.count
            else {
                leftOut += 1
                continue
            }
            let time = report.startedAt.millisecondsSince1970 &+ message.atMs
            for packet in packets(message, local, remote) { append(packet, at: max(time, 0)) }
        }
    }

    private mutating func append(_ packet: [UInt8], at milliseconds: Int) {
        let length = UInt32(packet.count)
        for word in [UInt32(clamping: milliseconds / 1000), UInt32(milliseconds % 1000 * 1000), length, length] {
            bytes += word.bytes.reversed()
        }
        bytes += packet
    }

    private mutating func packets(_ message: RecordedMessage, _ local: Place, _ remote: Place) -> [[UInt8]] {
        let flow =
            switch message.direction {
            case .sent: Flow(source: local, destination: remote)
            case .received: Flow(source: remote, destination: local)
            }
        let kind: Packet.Kind = message.transport == "tcp" ? .tcp : .udp
        let room = kind.room(toward: remote)
        let bytes = message.bytes
        guard kind == .tcp else {
            return [Packet.udp(from: flow.source, to: flow.destination, Array(bytes.prefix(room)))]
        }
        return stride(from: 0, to: bytes.count, by: room).map { start in
            let part = Array(bytes[start...].prefix(room))
            let sequence = next[flow, default: 1]
            next[flow] = sequence &+ UInt32(part.count)
            return Packet.tcp(
                from: flow.source, to: flow.destination, sequence: sequence, acknowledges: next[flow.back, default: 1],
                part)
        }
    }
}

extension RecordedMessage {
    fileprivate var bytes: [UInt8] {
        switch content {
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }
}
