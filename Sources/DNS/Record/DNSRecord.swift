/// One resource record.
package struct DNSRecord: Hashable, Sendable {
    package let owner: DomainName
    /// Seconds.
    package let ttl: UInt32
    /// 1 is IN, the Internet.
    package let recordClass: UInt16
    package let data: RecordData

    package var type: RecordType { data.type }

    package init(_ owner: DomainName, ttl: UInt32, recordClass: UInt16 = 1, _ data: RecordData) {
        self.owner = owner
        self.ttl = ttl
        self.recordClass = recordClass
        self.data = data
    }
}

extension DNSRecord: CustomStringConvertible {
    /// As in a zone file, printable ASCII only.
    package var description: String { "\(owner) \(ttl) \(type) \(data)" }
}

extension RecordData: CustomStringConvertible {
    /// The data alone, as in a zone file, printable ASCII only.
    package var description: String {
        switch self {
        case .address(let address): "\(address)"
        case .cname(let name), .ns(let name), .ptr(let name): "\(name)"
        case .soa(let soa):
            "\(soa.primary) \(soa.mailbox) \(soa.serial) \(soa.refresh) \(soa.retry) \(soa.expire) \(soa.minimum)"
        case .txt(let strings): strings.map(\.description).joined(separator: " ")
        case .srv(let srv): "\(srv.priority) \(srv.weight) \(srv.port) \(srv.target)"
        case .naptr(let naptr):
            "\(naptr.order) \(naptr.preference) \(naptr.flags) \(naptr.services) \(naptr.regexp) \(naptr.replacement)"
        case .other(_, let bytes): "\\# \(bytes.count)"
        }
    }
}
