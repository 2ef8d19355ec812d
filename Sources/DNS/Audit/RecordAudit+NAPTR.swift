/// Which transports NAPTR names, and where it leads.
extension RecordAudit {
    var naptr: [Remark] {
        let records = (answers[DNSQuestion(domain, .naptr)]?.records ?? []).compactMap { record in
            if case .naptr(let naptr) = record.data { naptr } else { nil }
        }
        let sip = records.compactMap { record in
            NAPTRSelection.transport(ofService: record.services).map { (transport: $0, record: record) }
        }
        var remarks: [Remark] = []
        for (transport, record) in sip {
            guard let labels = transport.serviceLabels, record.replacement.labels.count > 2 else { continue }
            let leads = record.replacement.labels.prefix(2).map { String(decoding: $0, as: UTF8.self).lowercased() }
            guard leads != labels, leads[0].hasPrefix("_") else { continue }
            remarks.append(
                Remark(
                    .defect,
                    "NAPTR \(record.services) leads to \(record.replacement), where the records of another transport are"
                ))
        }
        if Dictionary(grouping: sip, by: \.record.order).values.contains(where: { Set($0.map(\.transport)).count > 1 })
        {
            remarks.append(
                Remark(.hint, "NAPTR records of several transports have the same order: phones choose differently"))
        }
        guard !sip.isEmpty else { return remarks }
        for transport in [ServerLocator.Transport.udp, .tcp, .tls] where !offered(transport).isEmpty {
            guard !sip.contains(where: { $0.transport == transport }), let name = Self.serviceName(transport, domain)
            else { continue }
            remarks.append(
                Remark(
                    .hint, "no NAPTR record names \(name): a phone that starts with NAPTR does not find that service"))
        }
        return remarks
    }
}
