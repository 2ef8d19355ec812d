/// The addresses of the domain itself, and names that no client asks for that follows RFC 3263.
extension RecordAudit {
    var ownAddresses: [DNSAddress] {
        [RecordType.a, .aaaa].flatMap { answers[DNSQuestion(domain, $0)]?.records ?? [] }.compactMap { record in
            if case .address(let address) = record.data { address } else { nil }
        }
    }

    /// Phones that know no SRV go by the address of the domain itself.
    var addresses: [Remark] {
        let led = location.targets.filter { if case .srv = $0.source { true } else { false } }.map(\.address)
        let own = ownAddresses
        guard !led.isEmpty, !own.isEmpty, Set(led).isDisjoint(with: own) else { return [] }
        let (there, here) = (Self.list(own), Self.list(led))
        return [
            Remark(
                .hint,
                "\(domain) itself has the address \(there), SRV leads to \(here): a phone that skips SRV ends elsewhere"
            )
        ]
    }

    private static func list(_ addresses: [DNSAddress]) -> String {
        var seen: [DNSAddress] = []
        for address in addresses where !seen.contains(address) { seen.append(address) }
        return seen.prefix(4).map(\.description).joined(separator: ", ") + (seen.count > 4 ? " and others" : "")
    }

    var elsewhere: [Remark] {
        var remarks: [Remark] = []
        if let name = domain.prefixed(by: ["_sip", "_tls"]), !srv(name).isEmpty {
            remarks.append(
                Remark(
                    .hint, "SRV \(name) exists: Microsoft's products ask for it, phones ask for _sips._tcp.\(domain)"))
        }
        if let name = domain.prefixed(by: ["_sip", "_udp", "sip"]), !srv(name).isEmpty {
            let isLost = [ServerLocator.Transport.udp, .tcp, .tls].allSatisfy { transport in
                Self.serviceName(transport, domain).map { isDenied($0, .srv) } ?? false
            }
            let rest =
                isLost ? "and none at \(domain): a phone given \(domain) does not find them" : "as well as at \(domain)"
            remarks.append(Remark(.hint, "SRV \(name): the records stand at the host sip.\(domain), \(rest)"))
        }
        return remarks
    }
}
