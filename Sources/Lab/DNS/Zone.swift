package import DNS
package import Net

/// The names that a lab's name server knows. Names are relative to the origin, which itself is "@"; one that ends in a dot is
/// whole.
package struct Zone: Sendable {
    /// One row of the zone.
    package enum Record: Sendable {
        case address(String, IPAddress)
        case alias(String, to: String)
        case srv(String, priority: UInt16, port: UInt16, target: String)
        /// A NAPTR with the flag "s": service and where it leads.
        case naptr(String, order: UInt16, service: String, replacement: String)
        /// A NAPTR record as somebody may write it who has not read RFC 3263.
        case pointer(String, flags: String, service: String, regexp: String, replacement: String)
        /// A name server of the zone that stands there.
        case server(String, to: String)
        case text(String, String)
        /// Octets as they are, whatever their type demands.
        case raw(String, RecordType, [UInt8])
    }

    /// What the zone says to a question.
    struct Answer {
        var rcode = ResponseCode.noError
        var records: [DNSRecord] = []
        var authority: [DNSRecord] = []
    }

    package let origin: DomainName
    private let records: [DNSRecord]
    private let startOfAuthority: DNSRecord
    /// Owners and the names above them, which exist too.
    private let names: Set<DomainName>

    private static let ttl: UInt32 = 60
    private static let maximumAliases = 8

    /// Rows with a name that is none are left out.
    package init(_ origin: String, _ rows: [Record], serial: UInt32 = 1) {
        let origin = (try? DomainName(origin)) ?? .root
        self.origin = origin
        startOfAuthority = Self.startOfAuthority(of: origin, serial: serial)
        let records = [startOfAuthority] + rows.compactMap { Self.record($0, in: origin) }
        self.records = records
        var names: Set = [origin]
        for record in records {
            var name = record.owner
            while !name.isRoot, names.insert(name).inserted { name = name.parent }
        }
        self.names = names
    }

    func answer(to question: DNSQuestion) -> Answer {
        var answer = Answer()
        var name = question.name
        for _ in 0..<Self.maximumAliases {
            let own = records.filter { $0.owner == name }
            answer.records += own.filter { $0.type == question.type }
            if own.contains(where: { $0.type == question.type }) { return answer }
            guard let alias = own.first(where: { $0.type == .cname }), case .cname(let target) = alias.data else {
                answer.rcode = names.contains(name) ? .noError : .nameError
                answer.authority = [startOfAuthority]
                return answer
            }
            answer.records.append(alias)
            name = target
        }
        return answer
    }

    private static func startOfAuthority(of origin: DomainName, serial: UInt32) -> DNSRecord {
        let primary = origin.prefixed(by: ["ns"]) ?? origin
        let mailbox = origin.prefixed(by: ["hostmaster"]) ?? origin
        return DNSRecord(
            origin, ttl: ttl, .soa(SOA(primary: primary, mailbox: mailbox, serial: serial, minimum: ttl)))
    }

    private static func record(_ row: Record, in origin: DomainName) -> DNSRecord? {
        func full(_ name: String) -> DomainName? {
            if name == "@" { return origin }
            if name.hasSuffix(".") { return try? DomainName(name) }
            return origin.prefixed(by: name.split(separator: ".").map(String.init))
        }
        let (owner, data): (String, RecordData?) =
            switch row {
            case .address(let name, let address):
                (name, DNSAddress(bytes: address.bytes).map { .address($0) })
            case .alias(let name, let target): (name, full(target).map { .cname($0) })
            case .srv(let name, let priority, let port, let target):
                (name, full(target).map { .srv(SRV(priority: priority, weight: 0, port: port, target: $0)) })
            case .naptr(let name, let order, let service, let replacement):
                (
                    name,
                    full(replacement).map {
                        .naptr(
                            NAPTR(
                                order: order, preference: 10, flags: "s", services: CharacterString(service.utf8),
                                replacement: $0))
                    }
                )
            case .pointer(let name, let flags, let service, let regexp, let replacement):
                (
                    name,
                    full(replacement).map {
                        .naptr(
                            NAPTR(
                                order: 10, preference: 10, flags: CharacterString(flags.utf8),
                                services: CharacterString(service.utf8), regexp: CharacterString(regexp.utf8),
                                replacement: $0))
                    }
                )
            case .server(let name, let host): (name, full(host).map { .ns($0) })
            case .text(let name, let text): (name, .txt([CharacterString(text.utf8)]))
            case .raw(let name, let type, let octets): (name, .other(type, octets))
            }
        guard let data, let name = full(owner) else { return nil }
        return DNSRecord(name, ttl: ttl, data)
    }
}
