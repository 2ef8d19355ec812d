extension Array<UInt8> {
    /// The 16 bits at `index`, network order. The caller has checked the bounds.
    func uint16(at index: Int) -> UInt16 {
        UInt16(self[index]) << 8 | UInt16(self[index + 1])
    }

    /// The 32 bits at `index`, network order. The caller has checked the bounds.
    func uint32(at index: Int) -> UInt32 {
        UInt32(uint16(at: index)) << 16 | UInt32(uint16(at: index + 2))
    }
}

extension FixedWidthInteger {
    /// The number in network order.
    var bytes: [UInt8] {
        stride(from: bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }
}
