import Lab
import Net

/// Sockets with an address in a block, or its port on ::1, that some process holds open, out of /proc/net.
enum OpenSockets {
    static func count(in block: AddressBlock) throws -> Int {
        try ["udp", "tcp", "udp6", "tcp6"].map { file in
            let text = String(decoding: try FileReader.read("/proc/net/\(file)", limit: 16 << 20), as: UTF8.self)
            return text.split(separator: "\n").dropFirst().count { row in
                let fields = row.split(separator: " ")
                // Without an inode it is what the kernel keeps after close: TIME-WAIT and its like.
                return fields.count > 9 && fields[9] != "0" && fields[1...2].contains { touches($0, block) }
            }
        }.reduce(0, +)
    }

    /// `0100407F:13C4`: the address in the machine's order, the port.
    private static func touches(_ field: Substring, _ block: AddressBlock) -> Bool {
        let parts = field.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1], radix: 16) else { return false }
        guard parts[0].count == 8 else { return port == block.port }
        guard let value = UInt32(parts[0], radix: 16), case .v4(let first) = block.address(0) else { return false }
        return UInt32(bigEndian: value) >> 8 == first >> 8
    }
}
