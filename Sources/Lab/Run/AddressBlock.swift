package import Net

/// A lab's own 256 loopback addresses, out of 127.64.0.0/10: with them its servers can have the well-known ports, and
/// several labs run side by side.
package struct AddressBlock: Sendable, Hashable {
    /// 0 to 16383.
    package let number: UInt16

    package static let count: UInt16 = 1 << 14

    /// - Parameter number: counted modulo `count`.
    package init(_ number: UInt16) {
        self.number = number % Self.count
    }

    package static func random() -> AddressBlock {
        AddressBlock(.random(in: 0..<count))
    }

    /// 127.64.0.`index` in the first block.
    package func address(_ index: UInt8) -> IPAddress {
        .v4(127 << 24 | 64 << 16 | UInt32(number) << 8 | UInt32(index))
    }

    package func endpoint(_ index: UInt8, port: UInt16) -> Endpoint {
        Endpoint(address(index), port: port)
    }

    /// A port that no other lab uses, for addresses that all labs share, as ::1.
    package var port: UInt16 { 10_000 + number }

    /// Whoever holds this socket has the block.
    var reservation: Endpoint { endpoint(254, port: 64_127) }
}
