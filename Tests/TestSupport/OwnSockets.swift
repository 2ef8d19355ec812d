import Glibc
package import Net
import Testing

/// The sockets that this process holds open, out of /proc. Reading takes a while: it is done off the reactor's thread,
/// which serves everybody else meanwhile.
package enum OwnSockets {
    /// Those with an end that reads like this in the kernel's tables: `0100007F:13C4`, words in the machine's order.
    @concurrent
    package static func count(at ends: [String]) async throws -> Int {
        let inodes = try inodes()
        return try tables().reduce(0) { count, table in
            var found: Set<Substring> = []
            for end in ends {
                for line in lines(of: table, containing: end) { found.insert(inode(line)) }
            }
            return count + found.intersection(inodes).count
        }
    }

    /// Those that no table lists: never bound, or no longer connected.
    @concurrent
    package static func unlisted() async throws -> Int {
        let listed = try tables().flatMap { table in
            String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst().map(inode)
        }
        return try inodes().subtracting(listed).count
    }

    /// `0200A07F` for 127.160.0.2.
    package static func hex(_ address: IPAddress) -> String {
        address.bytes.reversed().map { byte in
            let text = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "0" + text : text
        }.joined()
    }

    private static func tables() throws -> [[UInt8]] {
        try ["udp", "tcp", "udp6", "tcp6"].map { try FileReader.read("/proc/net/\($0)", limit: 16 << 20) }
    }

    private static func lines(of table: [UInt8], containing part: String) -> [Substring] {
        let text = table.map(CChar.init(bitPattern:)) + [0]
        return text.withUnsafeBufferPointer { characters in
            guard let base = characters.baseAddress else { return [] }
            var lines: [Substring] = []
            var start = 0
            while let hit = strstr(base + start, part) {
                let offset = UnsafePointer(hit) - base
                let begin = table[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
                let end = table[offset...].firstIndex(of: 0x0A) ?? table.count
                lines.append(Substring(decoding: table[begin..<end], as: UTF8.self))
                start = end
            }
            return lines
        }
    }

    private static func inode(_ line: Substring) -> Substring {
        let fields = line.split(separator: " ", maxSplits: 10)
        return fields.count > 9 ? fields[9] : ""
    }

    /// The sockets among this process's descriptors: `socket:[12345]`.
    private static func inodes() throws -> Set<Substring> {
        let folder = try #require(opendir("/proc/self/fd"))
        defer { closedir(folder) }
        var inodes: Set<Substring> = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            var buffer = [CChar](repeating: 0, count: 64)
            let count = readlink("/proc/self/fd/\(name)", &buffer, buffer.count)
            let target = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init), as: UTF8.self)
            if target.hasPrefix("socket:[") { inodes.insert(target.dropFirst(8).dropLast()) }
        }
        return inodes
    }
}
