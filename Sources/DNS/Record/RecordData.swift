/// What a record says. A record whose data is not as its type's RFC has it is `other`, with its octets.
package enum RecordData: Hashable, Sendable {
    case address(DNSAddress)
    case cname(DomainName)
    case ns(DomainName)
    case ptr(DomainName)
    case soa(SOA)
    case txt([CharacterString])
    case srv(SRV)
    case naptr(NAPTR)
    case other(RecordType, [UInt8])

    package var type: RecordType {
        switch self {
        case .address(let address): address.family.recordType
        case .cname: .cname
        case .ns: .ns
        case .ptr: .ptr
        case .soa: .soa
        case .txt: .txt
        case .srv: .srv
        case .naptr: .naptr
        case .other(let type, _): type
        }
    }

    /// Data that is not as its type, a known one, has it.
    var isDamaged: Bool {
        if case .other(let type, _) = self { type.isKnown } else { false }
    }
}

/// Server location (RFC 2782).
package struct SRV: Hashable, Sendable {
    /// Lower is tried first.
    package let priority: UInt16
    /// Share of the load among equals in priority.
    package let weight: UInt16
    package let port: UInt16
    /// The root means that the service is decidedly not offered.
    package let target: DomainName

    package init(priority: UInt16, weight: UInt16, port: UInt16, target: DomainName) {
        self.priority = priority
        self.weight = weight
        self.port = port
        self.target = target
    }
}

/// Naming authority pointer (RFC 3403 section 4.1).
package struct NAPTR: Hashable, Sendable {
    package let order: UInt16
    package let preference: UInt16
    package let flags: CharacterString
    package let services: CharacterString
    package let regexp: CharacterString
    package let replacement: DomainName

    package init(
        order: UInt16, preference: UInt16, flags: CharacterString, services: CharacterString,
        regexp: CharacterString = .empty, replacement: DomainName
    ) {
        self.order = order
        self.preference = preference
        self.flags = flags
        self.services = services
        self.regexp = regexp
        self.replacement = replacement
    }
}

/// Start of a zone of authority (RFC 1035 section 3.3.13); times in seconds.
package struct SOA: Hashable, Sendable {
    package let primary: DomainName
    package let mailbox: DomainName
    package let serial: UInt32
    package let refresh: UInt32
    package let retry: UInt32
    package let expire: UInt32
    /// How long "no such name" and "no such data" may be kept (RFC 2308).
    package let minimum: UInt32

    package init(
        primary: DomainName, mailbox: DomainName, serial: UInt32, refresh: UInt32 = 3600, retry: UInt32 = 600,
        expire: UInt32 = 86_400, minimum: UInt32
    ) {
        self.primary = primary
        self.mailbox = mailbox
        self.serial = serial
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
        self.minimum = minimum
    }
}
