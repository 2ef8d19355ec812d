/// Something wrong or remarkable on the way, whether or not it kept the location from succeeding.
package enum LocationProblem: Hashable, Sendable {
    /// A NAPTR record that was passed over.
    case naptrDiscarded(NAPTR, NAPTRFault)
    /// A NAPTR record leads to an SRV name without SRV records; RFC 3263 clients do not go on to A.
    case naptrDangling(DomainName)
    /// There are NAPTR records for SIP, and the client can use none.
    case naptrUnusable
    /// An SRV target `.`: this transport is decidedly not offered.
    case transportRefused(ServerLocator.Transport)
    /// An SRV target that is a CNAME, against RFC 2782.
    case srvTargetAlias(DomainName)
    /// An SRV target without any address.
    case targetUnresolvable(DomainName)
    /// An alias chain that is too long, or leads to nothing.
    case aliasDangling(DNSQuestion, DomainName)
    case resolverFailed(DNSQuestion, ResolverFault)
    /// The answer was cut, and TCP did not give the rest.
    case answerTruncated(DNSQuestion)
    /// NXDOMAIN for one type, while the name has records of another: a name server or resolver that answers wrongly.
    case contradictoryNXDOMAIN(DNSQuestion)
    /// More targets than are tried.
    case targetLimit(listed: Int, tried: Int)
    /// More questions than one location may ask.
    case queryLimit
}

/// Why a NAPTR record was passed over.
package enum NAPTRFault: Error, Hashable {
    /// A SIP service whose transport this client cannot do, or sipdiag does not know (SCTP, WebSocket).
    case unsupportedTransport
    /// Not a `SIPS` service, and the URI is `sips`.
    case notSecure
    /// The service is none of SIP's.
    case otherService
    case flagNotS
    case regexpPresent
    case noReplacement
}

/// Why there is nowhere to send to.
package enum LocationFailure: Hashable, Sendable {
    case nxdomain(DomainName)
    /// The domain exists, and nothing leads to an address.
    case noAddress(DomainName)
    /// SRV target `.` for every transport that the client may use.
    case serviceRefused(DomainName)
    /// The SRV name that a NAPTR record names and that has no SRV records.
    case naptrDangling(DomainName)
    /// None of these SRV targets has an address.
    case targetsUnresolvable([DomainName])
    case resolver(DNSQuestion, ResolverFault)
    /// The client, or the URI's scheme, allows no transport.
    case noUsableTransport
}

/// How a resolver failed.
package enum ResolverFault: Hashable, Sendable {
    case servfail([ExtendedError])
    case bogus([ExtendedError])
    case refused
    case timeout
    case malformed
    case otherRcode(Int)
}

extension QueryResult {
    /// The failure to learn anything; `nil` when there are records, or none for certain.
    package var resolverFault: ResolverFault? {
        switch outcome {
        case .records, .nodata, .nxdomain: nil
        case .servfail: .servfail(extendedErrors)
        case .bogus: .bogus(extendedErrors)
        case .refused: .refused
        case .otherRcode(let code): .otherRcode(code)
        case .timeout: .timeout
        case .malformed: .malformed
        }
    }
}
