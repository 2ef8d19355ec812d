/// An IPv4 or IPv6 address, without a port and without a scope.
package enum IPAddress: Sendable, Hashable {
    /// In host order: 127.0.0.1 is 0x7F00_0001.
    case v4(UInt32)
    /// The first and the last 64 bits.
    case v6(high: UInt64, low: UInt64)

    package static let anyIPv4 = IPAddress.v4(0)
    package static let anyIPv6 = IPAddress.v6(high: 0, low: 0)
    package static let loopbackIPv4 = IPAddress.v4(0x7F00_0001)
    package static let loopbackIPv6 = IPAddress.v6(high: 0, low: 1)

    /// Four or sixteen bytes in network order; nil for any other count.
    package init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4:
            self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
        case 16:
            self = .v6(
                high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
                low: bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
        default:
            return nil
        }
    }

    /// Four or sixteen bytes in network order.
    package var bytes: [UInt8] {
        switch self {
        case .v4(let value):
            stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
        case .v6(let high, let low):
            [high, low].flatMap { half in
                stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> UInt64($0)) }
            }
        }
    }

    package var isIPv6: Bool {
        if case .v6 = self { true } else { false }
    }

    /// The unspecified address of the same family, for binding.
    package var unspecified: IPAddress { isIPv6 ? .anyIPv6 : .anyIPv4 }

    package var isUnspecified: Bool { self == unspecified }

    /// 127.0.0.0/8 or ::1.
    package var isLoopback: Bool {
        switch self {
        case .v4(let value): value >> 24 == 127
        case .v6: self == .loopbackIPv6
        }
    }

    /// RFC 1918, or an IPv6 unique local address (RFC 4193).
    package var isPrivate: Bool {
        switch self {
        case .v4(let value): value >> 24 == 10 || value >> 20 == 0xAC1 || value >> 16 == 0xC0A8
        case .v6(let high, _): high >> 57 == 0xFC >> 1
        }
    }

    /// 169.254.0.0/16 (RFC 3927) or fe80::/10 (RFC 4291).
    package var isLinkLocal: Bool {
        switch self {
        case .v4(let value): value >> 16 == 0xA9FE
        case .v6(let high, _): high >> 54 == 0xFE80 >> 6
        }
    }

    /// 100.64.0.0/10, between a carrier's NAT and its customers (RFC 6598).
    package var isCarrierGradeNAT: Bool {
        if case .v4(let value) = self { value >> 22 == 0x6440_0000 >> 22 } else { false }
    }
}
