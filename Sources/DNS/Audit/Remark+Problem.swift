/// The problems that a location met, as remarks.
extension Remark {
    init(_ problem: LocationProblem, domain: DomainName) {
        switch problem {
        case .naptrDiscarded(let record, let fault): self = Self.discarded(record, fault)
        case .naptrDangling(let name):
            self.init(
                .defect, "NAPTR leads to \(name), which has no SRV records: a phone that follows it finds nothing")
        case .naptrUnusable:
            self.init(.defect, "none of the NAPTR records for SIP can be used: phones go on as if there were none")
        case .transportRefused(let transport):
            self.init(.info, "the SRV target \".\" says that there is no SIP over \(transport.rawValue.uppercased())")
        case .srvTargetAlias(let name):
            self.init(
                .defect, "the SRV target \(name) is an alias, which RFC 2782 forbids: some phones do not follow it")
        case .targetUnresolvable(let name):
            self.init(.defect, "the SRV target \(name) has no address" + Self.slip(in: name, domain))
        case .aliasDangling(let question, let name):
            self.init(.defect, "\(question): the alias leads to \(name), and nowhere from there")
        case .resolverFailed(let question, let fault):
            self.init(.defect, "\(question): \(fault.words); a phone waits for it, or goes on without")
        case .answerTruncated(let question):
            self.init(.defect, "\(question): the answer was cut, and TCP does not give the rest")
        case .contradictoryNXDOMAIN(let question):
            self.init(
                .defect,
                "\(question): \"no such name\", though it has other records; a resolver that remembers that denies all")
        case .targetLimit(let listed, let tried):
            self.init(.info, "\(listed) addresses are listed; the first \(tried) are tried")
        case .queryLimit: self.init(.info, "more names than one lookup may ask for")
        }
    }

    private static func discarded(_ record: NAPTR, _ fault: NAPTRFault) -> Remark {
        let name = "NAPTR \(record.services)"
        switch fault {
        case .flagNotS:
            return Remark(.defect, "\(name) has the flag \(record.flags), and for SIP it is \"s\": phones pass it over")
        case .regexpPresent:
            return Remark(
                .defect, "\(name) has a regular expression, and for SIP it must be empty: phones pass it over")
        case .noReplacement: return Remark(.defect, "\(name) leads to no name: phones pass it over")
        case .notSecure: return Remark(.info, "\(name) is passed over: the URI demands TLS")
        case .unsupportedTransport:
            return Remark(.info, "\(name) is passed over: sipdiag does not look for that by NAPTR")
        case .otherService: return Remark(.info, "\(name) is for something else than SIP")
        }
    }

    /// What a name without an address was probably meant to be.
    private static func slip(in name: DomainName, _ domain: DomainName) -> String {
        if name.labels.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } }) {
            return ": it is an IP address, where a host name must stand"
        }
        let doubled = domain.wire.dropLast() + domain.wire
        if !domain.isRoot, let whole = DomainName(wire: Array(doubled)), name.isWithin(whole) {
            return ": \(domain) stands in it twice, so the final dot is missing in the zone"
        }
        return ""
    }
}

extension ResolverFault {
    fileprivate var words: String {
        switch self {
        case .servfail: "the resolver fails (SERVFAIL)"
        case .bogus: "DNSSEC validation fails"
        case .refused: "the resolver refuses"
        case .timeout: "no answer"
        case .malformed: "the answer is damaged"
        case .otherRcode(let code): "\(ResponseCode(rawValue: UInt16(clamping: code)))"
        }
    }
}
