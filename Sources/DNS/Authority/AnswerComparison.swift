/// The resolver's answer to a question beside that of one of the zone's own servers.
package enum AnswerComparison: Hashable, Sendable {
    case same
    /// Both answer, and not the same.
    case differs
    /// The zone has SRV or NAPTR records, and the resolver says that there are none, or the zone has any records, and the
    /// resolver fails.
    case withheld
    /// The zone's server does not say.
    case unknown

    /// - Parameter serial: That of the zone, as its server has it.
    package init(resolver: QueryResult, zone: QueryResult, serial: UInt32) {
        guard zone.message?.flags.contains(.authoritative) == true else {
            self = .unknown
            return
        }
        switch zone.outcome {
        case .records(let records): self = Self.compare(resolver, with: records, serial)
        case .nodata, .nxdomain:
            // An alias may lead out of the zone: what is behind it is for other servers to say.
            let isSame =
                zone.aliases.isEmpty ? resolver.records.isEmpty : resolver.aliases.starts(with: zone.aliases)
            self = resolver.resolverFault != nil ? .unknown : isSame ? .same : .differs
        default: self = .unknown
        }
    }

    private static func compare(_ resolver: QueryResult, with records: [DNSRecord], _ serial: UInt32) -> Self {
        switch resolver.outcome {
        case .records(let known):
            let (mine, theirs) = (Set(known.map(\.data)), Set(records.map(\.data)))
            // Servers that share out load hand out a part of their addresses, another one each time.
            let isShared = records[0].type.isAddress && !mine.isDisjoint(with: theirs)
            return mine == theirs || isShared ? .same : .differs
        case .nodata, .nxdomain:
            guard !records[0].type.isAddress else { return .differs }
            // "There is none" from before the records were there.
            if let old = resolver.serial, SerialNumber.isOlder(old, than: serial) { return .differs }
            return .withheld
        // Why a check of signatures fails, it says itself.
        case .bogus: return .unknown
        case .servfail, .refused, .otherRcode, .timeout, .malformed: return .withheld
        }
    }
}

extension RecordType {
    /// A or AAAA.
    package var isAddress: Bool { self == .a || self == .aaaa }
}
