import Foundation

@testable import DNS

/// Replies captured on loopback from NSD 4.6.1 and Unbound 1.17.1, in hexadecimal.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "Fixtures/DNS/\(name).hex"), encoding: .utf8)
        return hex(text)
    }

    static let names = [
        "nsd-aaaa", "nsd-cname-chain", "nsd-naptr", "nsd-nodata-ent", "nsd-nxdomain", "nsd-rcode-refused", "nsd-soa",
        "nsd-srv", "nsd-srv-refused", "nsd-truncated", "nsd-txt", "unbound-bogus", "unbound-bogus-cd",
    ]
}

func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// A name that the test's author knows to be right.
func name(_ text: String) -> DomainName {
    (try? DomainName(text)) ?? .root
}

func address(_ text: String) throws -> DNSAddress {
    struct NoAddress: Error {}
    guard let address = DNSAddress(text) else { throw NoAddress() }
    return address
}

/// xorshift64, the same numbers in every run.
struct FixedRandom {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}
