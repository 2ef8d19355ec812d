/// What kind of address this is: whether the Internet can reach it (RFC 6890).
package enum AddressRange: String, Sendable {
    /// 0.0.0.0 or ::, an unbound socket's.
    case unspecified
    case loopback
    /// 169.254.0.0/16, fe80::/10.
    case linkLocal = "link_local"
    /// RFC 1918, and unique local addresses fc00::/7.
    case privateUse = "private"
    /// 100.64.0.0/10, between a subscriber and the provider's own NAT (RFC 6598).
    case carrierGrade = "carrier_grade"
    /// Anything else, taken for reachable.
    case global
}

extension TransportAddress {
    /// The range that the address lies in.
    package var range: AddressRange { AddressRange(of: bytes) }
}

extension AddressRange {
    /// The range of an address of 4 or 16 bytes; an IPv4 address inside IPv6 (::ffff:0:0/96) counts as IPv4.
    package init(of address: [UInt8]) {
        if address.count == 16 {
            self = Self.v6(address)
        } else if address.count == 4 {
            self = Self.v4(address[0], address[1], whole: address)
        } else {
            self = .unspecified
        }
    }

    private static func v4(_ first: UInt8, _ second: UInt8, whole: [UInt8]) -> AddressRange {
        switch (first, second) {
        case (0, _) where whole.allSatisfy { $0 == 0 }: .unspecified
        case (127, _): .loopback
        case (169, 254): .linkLocal
        case (10, _), (172, 16...31), (192, 168): .privateUse
        case (100, 64...127): .carrierGrade
        default: .global
        }
    }

    private static func v6(_ address: [UInt8]) -> AddressRange {
        let leading = address.prefix { $0 == 0 }.count
        if leading == 16 { return .unspecified }
        if leading == 15 && address[15] == 1 { return .loopback }
        if leading == 10 && address[10] == 0xff && address[11] == 0xff {
            return AddressRange(of: Array(address[12...]))
        }
        if address[0] & 0xfe == 0xfc { return .privateUse }
        if address[0] == 0xfe && address[1] & 0xc0 == 0x80 { return .linkLocal }
        return .global
    }
}
