/// The SRV records of each transport.
extension RecordAudit {
    var services: [Remark] {
        var remarks: [Remark] = []
        for transport in [ServerLocator.Transport.udp, .tcp, .tls] {
            guard let name = Self.serviceName(transport, domain) else { continue }
            let all = srv(name)
            let records = offered(transport)
            if records.count < all.count, !records.isEmpty {
                remarks.append(Remark(.defect, "SRV \(name) names \".\" (no such service) beside servers"))
            }
            for record in records where record.port == 0 {
                remarks.append(
                    Remark(.defect, "SRV \(name) names port 0 of \(record.target), on which nothing can listen"))
            }
            let other = transport.isSecure ? ServerLocator.Transport.udp : .tls
            for record in records where record.port == other.defaultPort {
                let (meant, usual) = (transport.isSecure ? "TLS" : "plain SIP", other.isSecure ? "TLS" : "plain SIP")
                remarks.append(
                    Remark(
                        .hint,
                        "SRV \(name) is for \(meant), and port \(record.port) of \(record.target) is that of \(usual)"))
            }
            remarks += balance(records, name)
        }
        if !offered(.tcp).isEmpty, let name = Self.serviceName(.udp, domain), isDenied(name, .srv) {
            let isBare = isDenied(domain, .a) && isDenied(domain, .aaaa)
            let rest = isBare ? ", which has none" : ownAddresses.isEmpty ? "" : ", and reaches whatever runs there"
            remarks.append(
                Remark(
                    .hint,
                    "there is no SRV \(name): a phone that asks for UDP alone goes to the address of \(domain)\(rest)"
                ))
        }
        return remarks
    }

    private func balance(_ records: [SRV], _ name: DomainName) -> [Remark] {
        if records.count == 1 { return [Remark(.info, "SRV \(name) names one server: no other takes its place")] }
        guard records.count > 1, Set(records.map(\.priority)).count == 1, records.allSatisfy({ $0.weight == 0 }) else {
            return []
        }
        return [
            Remark(
                .info, "SRV \(name): equal priorities, all of weight 0, so phones choose at random or take the first")
        ]
    }
}
