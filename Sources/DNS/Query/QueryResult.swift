/// What asking one question led to.
package struct QueryResult: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The records of the asked type at the end of the alias chain.
        case records([DNSRecord])
        /// NOERROR without a record of the type: the name exists.
        case nodata
        /// The name (the last of `aliases`, if there are any) does not exist.
        case nxdomain
        case servfail
        /// SERVFAIL, and an answer as soon as checking is disabled: DNSSEC validation fails.
        case bogus
        /// REFUSED, or a server that neither knows the answer nor recurses.
        case refused
        case otherRcode(Int)
        /// No server answered; a port that refuses counts as no answer, and `verdicts` tells.
        case timeout
        /// A reply to this question whose records are damaged.
        case malformed
    }

    package var outcome: Outcome
    /// The names the question's name led to by CNAME, in order.
    package var aliases: [DomainName] = []
    /// Index of the server whose reply decided; `nil` without a reply, and for an answer from the hosts file.
    package var server: Int?
    /// What each exchange came to, in order.
    package var verdicts: [ServerVerdict] = []
    /// The UDP reply was cut.
    package var truncated = false
    /// AD: the server says that it validated.
    package var authenticData = false
    package var extendedErrors: [ExtendedError] = []
    /// Seconds the answer may be kept: the least of the chain; for `nodata` and `nxdomain` as RFC 2308 section 5 has it.
    package var ttl: UInt32?
    /// Replies dropped because server, id or question did not fit.
    package var strays = 0
    /// The reply that decided.
    package var message: DNSMessage?
    package var fromHostsFile = false

    package init(_ outcome: Outcome) {
        self.outcome = outcome
    }

    /// The records, none for any other outcome.
    package var records: [DNSRecord] {
        if case .records(let records) = outcome { records } else { [] }
    }
}

/// What one exchange with one server came to.
package struct ServerVerdict: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case rcode(ResponseCode)
        case timeout
        /// The driver's words for the ICMP error.
        case refusedByICMP(String)
        /// The driver's words for why the TCP connection failed.
        case streamFailed(String)
        case malformed
        /// NOERROR with neither answer, authority nor recursion: not a resolver, and not one of the zone's servers.
        case noRecursion
    }

    package let server: Int
    package let kind: Kind
    package let overTCP: Bool
    package let edns: Bool
    package let checkingDisabled: Bool
}

extension HostsFile {
    /// The answer of the hosts file, as the driver may give it instead of asking; `nil` when the file does not name
    /// the host or the question is not for an address.
    package func answer(to question: DNSQuestion) -> QueryResult? {
        guard question.type == .a || question.type == .aaaa else { return nil }
        let all = addresses(of: question.name)
        guard !all.isEmpty else { return nil }
        let fitting = all.filter { $0.family.recordType == question.type }
        var result = QueryResult(
            fitting.isEmpty ? .nodata : .records(fitting.map { DNSRecord(question.name, ttl: 0, .address($0)) }))
        result.fromHostsFile = true
        return result
    }
}

extension QueryResult.Outcome: CustomStringConvertible {
    package var description: String {
        switch self {
        case .records(let records): records.map { "\($0.data)" }.joined(separator: ", ")
        case .nodata: "no such record (NODATA)"
        case .nxdomain: "no such name (NXDOMAIN)"
        case .servfail: "server failure (SERVFAIL)"
        case .bogus: "DNSSEC validation fails (SERVFAIL, answered with checking disabled)"
        case .refused: "refused (REFUSED)"
        case .otherRcode(let code): "\(ResponseCode(rawValue: UInt16(clamping: code)))"
        case .timeout: "no answer"
        case .malformed: "damaged reply"
        }
    }
}
