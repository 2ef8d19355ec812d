/// The 96 bits that tie a response to its request (RFC 8489 §5). They must not be guessable.
package struct TransactionID: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt32

    /// A new id; with `SystemRandomNumberGenerator` it is unpredictable.
    package init(using generator: inout some RandomNumberGenerator) {
        high = generator.next()
        low = UInt32(truncatingIfNeeded: generator.next())
    }

    /// Nil where `bytes` is not 12 long.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 12 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.uint32(at: 8)
    }

    /// The 12 bytes as they stand in the header.
    package var bytes: [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: high >> UInt64($0)) } + low.bytes
    }
}
