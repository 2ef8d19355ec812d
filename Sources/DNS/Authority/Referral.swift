/// Who serves a zone, out of a reply to a question for its NS records: an answer, or the parent's referral
/// (RFC 1034 section 4.3.2) with the addresses that come with it.
package struct Referral: Hashable, Sendable {
    package struct Server: Hashable, Sendable {
        package let name: DomainName
        /// From the reply itself (glue); often none.
        package var addresses: [DNSAddress]

        package init(name: DomainName, addresses: [DNSAddress] = []) {
            self.name = name
            self.addresses = addresses
        }
    }

    package let zone: DomainName
    /// Each name once, in the order of the reply.
    package private(set) var servers: [Server] = []

    /// `nil` for a reply without NS records of the name, or of a zone above it and below `parent`.
    /// - Parameter parent: The zone whose server replied; it refers to zones below its own only.
    package init?(_ result: QueryResult, of name: DomainName, below parent: DomainName? = nil) {
        let all = result.records + (result.message?.authority ?? [])
        let records = all.filter { record in
            record.type == .ns && record.recordClass == 1 && name.isWithin(record.owner)
                && (parent.map { record.owner != $0 && record.owner.isWithin($0) } ?? true)
        }
        guard let zone = records.first?.owner else { return nil }
        self.zone = zone
        for record in records where record.owner == zone {
            guard case .ns(let host) = record.data, !servers.contains(where: { $0.name == host }) else { continue }
            let glue: [DNSAddress] = (result.message?.additional ?? []).compactMap { extra in
                guard extra.owner == host, case .address(let address) = extra.data else { return nil }
                return address
            }
            servers.append(Server(name: host, addresses: glue))
        }
    }
}
