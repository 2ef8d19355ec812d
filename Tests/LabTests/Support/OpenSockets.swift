import Lab
import Net
import TestSupport

/// Sockets of this process with an address in a block, or its port on ::1.
enum OpenSockets {
    static func count(in block: AddressBlock) async throws -> Int {
        let port = String(block.port, radix: 16, uppercase: true)
        let network = OwnSockets.hex(block.address(0)).dropFirst(2)
        return try await OwnSockets.count(at: ["\(network):", "00000000000000000000000001000000:\(port) "])
    }
}
