import Lab
import Net

/// A block of addresses for one test: held by its reservation, given back at the end.
@NetActor
struct TestBlock {
    let block: AddressBlock

    /// Blocks handed out so far: tests run side by side.
    private static var next = UInt16.random(in: 0..<AddressBlock.count)

    init() {
        Self.next &+= 1
        block = AddressBlock(Self.next)
    }

    func endpoint(_ index: UInt8, port: UInt16 = 5060) -> Endpoint { block.endpoint(index, port: port) }
}
