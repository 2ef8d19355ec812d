/// What a reply says of the zone that it comes from.
extension QueryResult {
    /// The zone of a name, out of the reply to a question for the name's SOA: that record itself, or the one that comes
    /// with "no such record" and "no such name" (RFC 2308 section 3). `nil` where the reply names no zone above the name.
    package func zone(of name: DomainName) -> DomainName? {
        startOfAuthority.flatMap { name.isWithin($0.owner) ? $0.owner : nil }
    }

    /// The zone's serial number, where the reply has the SOA record.
    package var serial: UInt32? {
        if case .soa(let soa)? = startOfAuthority?.data { soa.serial } else { nil }
    }

    private var startOfAuthority: DNSRecord? {
        let records = records + (message?.authority ?? [])
        return records.first { $0.type == .soa && $0.recordClass == 1 }
    }
}

/// Serial numbers wrap around (RFC 1982 section 3.2).
package enum SerialNumber {
    package static func isOlder(_ left: UInt32, than right: UInt32) -> Bool {
        left != right && right &- left < 1 << 31
    }
}
