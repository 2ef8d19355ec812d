import Net

/// 256 loopback addresses for one test, out of 127.192.0.0/10, where no lab takes any: tests run side by side.
@NetActor
struct TestBlock {
    let number: UInt16

    private static var next = UInt16.random(in: 0..<(1 << 14))

    init() {
        Self.next = (Self.next + 1) % (1 << 14)
        number = Self.next
    }

    func address(_ index: UInt8) -> IPAddress {
        .v4(127 << 24 | 192 << 16 | UInt32(number) << 8 | UInt32(index))
    }

    func endpoint(_ index: UInt8, port: UInt16 = 5060) -> Endpoint { Endpoint(address(index), port: port) }
}
