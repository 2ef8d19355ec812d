/// Reads a reply that was already found to belong to its question.
struct AnswerReader {
    let question: DNSQuestion
    let message: DNSMessage

    /// Links of an alias chain that are followed.
    static let maximumAliases = 8

    /// The result of NOERROR or NXDOMAIN: the alias chain within the answer, its records, and how long it may be kept.
    func result() -> QueryResult {
        let chain = aliasChain()
        let last = chain.last?.target ?? question.name
        let all = message.answer.filter {
            $0.owner == last && $0.type == question.type && $0.recordClass == 1
        }
        let records = all.filter { !$0.data.isDamaged }
        var result = QueryResult(.nodata)
        result.aliases = chain.map(\.target)
        result.authenticData = message.flags.contains(.authenticData)
        result.extendedErrors = message.edns?.extendedErrors ?? []
        result.message = message
        if message.rcode == .nameError {
            result.outcome = .nxdomain
            result.ttl = negativeTTL()
        } else if all.isEmpty {
            result.ttl = negativeTTL()
        } else if records.isEmpty {
            result.outcome = .malformed
        } else {
            result.outcome = .records(records)
            result.ttl = (records.map(\.ttl) + chain.map(\.ttl)).min()
        }
        return result
    }

    private func aliasChain() -> [(target: DomainName, ttl: UInt32)] {
        var chain: [(target: DomainName, ttl: UInt32)] = []
        guard question.type != .cname else { return chain }
        var name = question.name
        while chain.count < Self.maximumAliases, let link = alias(of: name) {
            chain.append(link)
            name = link.target
        }
        return chain
    }

    private func alias(of name: DomainName) -> (target: DomainName, ttl: UInt32)? {
        for record in message.answer where record.owner == name && record.recordClass == 1 {
            if case .cname(let target) = record.data { return (target, record.ttl) }
        }
        return nil
    }

    private func negativeTTL() -> UInt32? {
        for record in message.authority {
            if case .soa(let soa) = record.data { return min(record.ttl, soa.minimum) }
        }
        return nil
    }
}
