/// Where RFC 3263 led, step by step.
package struct Location: Hashable, Sendable {
    /// In the order in which a client tries them.
    package var targets: [Target] = []
    package var selectedTransport: ServerLocator.Transport?
    /// Why that transport.
    package var selection: Selection?
    /// Every question asked, in order, with its result.
    package var steps: [Step] = []
    /// SRV records found, of every transport that was asked for, chosen or not.
    package var published: [PublishedService] = []
    package var problems: [LocationProblem] = []
    /// Why there are no targets; `nil` if and only if there are some.
    package var failure: LocationFailure?

    /// Addresses that a client tries at most; `targets` may list more.
    package static let maximumTried = 10

    /// The targets to try.
    package var tried: ArraySlice<Target> { targets.prefix(Self.maximumTried) }

    package init() {}

    /// An address to send to.
    package struct Target: Hashable, Sendable {
        package let host: DomainName?
        package let address: DNSAddress
        package let port: UInt16
        package let transport: ServerLocator.Transport
        package let priority: UInt16?
        package let weight: UInt16?
        package let source: Source
        /// The host is a CNAME: fine for the domain itself, against RFC 2782 for an SRV target.
        package let isAlias: Bool
        /// Seconds the address record may be kept.
        package let ttl: UInt32?
    }

    package enum Source: Hashable, Sendable {
        case literal
        case address(RecordType)
        case srv(DomainName)
    }

    package enum Selection: Hashable, Sendable {
        /// The URI's `transport` parameter.
        case parameter
        /// A numeric host, an explicit port, or no SRV records: the scheme's default.
        case schemeDefault
        case naptr(NAPTR)
        /// The client's own preference among the transports with SRV records.
        case clientPreference
    }

    package struct Step: Hashable, Sendable {
        package let question: DNSQuestion
        package let result: QueryResult
    }

    /// The SRV records of one transport, in the order in which they are tried; one with target `.` means "not offered".
    package struct PublishedService: Hashable, Sendable {
        package let transport: ServerLocator.Transport
        package let name: DomainName
        package let records: [SRV]
        /// Seconds.
        package let ttl: UInt32?

        /// The domain says that it does not offer this transport (RFC 2782).
        package var isRefused: Bool { records.allSatisfy(\.target.isRoot) }
    }
}

extension Location.Source: CustomStringConvertible {
    package var description: String {
        switch self {
        case .literal: "literal"
        case .address(let type): "\(type)"
        case .srv(let name): "SRV \(name)"
        }
    }
}

extension Location.Step: CustomStringConvertible {
    /// One line for a person, as in "SRV _sip._udp.example.com: 10 60 5060 sip1.example.com (TTL 300 s)".
    package var description: String {
        var text = "\(question): "
        if !result.aliases.isEmpty {
            text += "alias of " + result.aliases.map(\.description).joined(separator: ", then ") + ": "
        }
        text += "\(result.outcome)"
        for error in result.extendedErrors { text += " (EDE \(error.code)" + (error.purpose.map { ": \($0))" } ?? ")") }
        if result.fromHostsFile { return text + " (hosts file)" }
        if let ttl = result.ttl { text += " (TTL \(ttl) s)" }
        return text
    }
}
