/// Looks over the records of a SIP domain, chosen by a client or not (`network.md` 2.2).
package struct RecordAudit: Sendable {
    let domain: DomainName
    let location: Location
    let answers: [DNSQuestion: QueryResult]

    /// The worst first.
    package private(set) var remarks: [Remark] = []

    /// What is asked beyond the location itself.
    package static func questions(_ domain: DomainName) -> [DNSQuestion] {
        let services = ServerLocator.Transport.allCases.compactMap { serviceName($0, domain) }
        let others = [["_sip", "_tls"], ["_sip", "_udp", "sip"]].compactMap { domain.prefixed(by: $0) }
        return (services + others).map { DNSQuestion($0, .srv) }
            + [DNSQuestion(domain, .naptr), DNSQuestion(domain, .a), DNSQuestion(domain, .aaaa)]
    }

    /// - Parameter answers: Those to `questions(_:)`.
    package init(_ domain: DomainName, _ location: Location, _ answers: [DNSQuestion: QueryResult]) {
        self.domain = domain
        self.location = location
        self.answers = answers
        var found = location.problems.map { Remark($0, domain: domain) }
        found += naptr + services + addresses + elsewhere + lifetimes
        for severity in [Remark.Severity.defect, .hint, .info] {
            for remark in found where remark.severity == severity && !remarks.contains(remark) {
                remarks.append(remark)
            }
        }
    }

    static func serviceName(_ transport: ServerLocator.Transport, _ domain: DomainName) -> DomainName? {
        transport.serviceLabels.flatMap { domain.prefixed(by: $0) }
    }

    func srv(_ name: DomainName?) -> [SRV] {
        guard let name else { return [] }
        return (answers[DNSQuestion(name, .srv)]?.records ?? []).compactMap {
            if case .srv(let srv) = $0.data { srv } else { nil }
        }
    }

    /// The answer is that there is none: a question that got no answer denies nothing.
    func isDenied(_ name: DomainName, _ type: RecordType) -> Bool {
        answers[DNSQuestion(name, type)].map { $0.records.isEmpty && $0.resolverFault == nil } ?? false
    }

    func offered(_ transport: ServerLocator.Transport) -> [SRV] {
        srv(Self.serviceName(transport, domain)).filter { !$0.target.isRoot }
    }
}
