/// What a name server said, asked itself and without recursion for the SOA record of a zone that it is to serve.
package enum NameServerStanding: Hashable, Sendable {
    case serves(serial: UInt32)
    /// It claims the name and says that there is no such zone.
    case denies
    case refuses
    /// It points to other servers.
    case refers
    /// It answers as a resolver does, with no authority of its own.
    case recurses
    /// It answers without authority, and offers no recursion.
    case unauthoritative
    case fails(String)
    case damaged
    case silent
    /// Nobody listens, or a firewall says no; in the driver's words.
    case unreachable(String)

    package init(_ result: QueryResult, zone: DomainName) {
        let flags = result.message?.flags ?? []
        switch result.outcome {
        case .records where flags.contains(.authoritative) && result.zone(of: zone) == zone:
            self = .serves(serial: result.serial ?? 0)
        case .records, .nodata, .nxdomain:
            let refersOn =
                Referral(result, of: zone) != nil || result.message?.authority.contains { $0.type == .ns } == true
            self =
                flags.contains(.authoritative)
                ? .denies : flags.contains(.recursionAvailable) ? .recurses : refersOn ? .refers : .unauthoritative
        case .refused: self = .refuses
        case .servfail, .bogus: self = .fails("SERVFAIL")
        case .otherRcode(let code): self = .fails("\(ResponseCode(rawValue: UInt16(clamping: code)))")
        case .malformed: self = .damaged
        case .timeout:
            let refusal = result.verdicts.lazy.compactMap { verdict in
                if case .refusedByICMP(let words) = verdict.kind { words } else { nil }
            }.first
            self = refusal.map { .unreachable($0) } ?? .silent
        }
    }

    package var serves: Bool { if case .serves = self { true } else { false } }

    /// Something came back from the server itself.
    package var isReply: Bool {
        switch self {
        case .silent, .unreachable: false
        default: true
        }
    }
}

extension NameServerStanding: CustomStringConvertible {
    package var description: String {
        switch self {
        case .serves(let serial): "serves the zone, serial \(serial)"
        case .denies: "says that there is no such zone"
        case .refuses: "refuses (REFUSED)"
        case .refers: "does not have it and points to other servers"
        case .recurses: "answers without authority, as a resolver does"
        case .unauthoritative: "answers without authority"
        case .fails(let code): "fails (\(code))"
        case .damaged: "answers with something damaged"
        case .silent: "does not answer"
        case .unreachable(let words): "does not answer (\(words))"
        }
    }
}
