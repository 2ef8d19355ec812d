/// What a NAT does with the mapping of one local address when it talks to several servers (RFC 4787 §4.1).
package enum MappingBehavior: String, CaseIterable, Sendable {
    /// Every server sees the local address itself.
    case noNAT = "no_nat"
    /// One server address only: nothing speaks against endpoint-independent mapping yet.
    case endpointIndependentSoFar = "endpoint_independent_so_far"
    /// Two or more server addresses see the same mapping.
    case endpointIndependent = "endpoint_independent"
    /// Different destinations see different mappings ("symmetric"): an address learned by STUN holds for that server alone.
    case addressDependent = "address_dependent"
    /// The answers do not tell.
    case inconclusive
    /// Servers were asked, and none answered.
    case blocked
}

/// What one server saw.
package struct MappingObservation: Hashable, Sendable {
    package let server: TransportAddress
    /// Nil where the server did not answer.
    package let mapped: TransportAddress?

    package init(server: TransportAddress, mapped: TransportAddress?) {
        self.server = server
        self.mapped = mapped
    }
}

/// The NAT's behaviour, and what else the mappings show. All observations must come from one and the same socket.
package struct MappingReport: Hashable, Sendable {
    package let behavior: MappingBehavior
    /// The mapping that the first answering server saw.
    package let mapped: TransportAddress?
    /// Every mapping has the local port; nil where there is no NAT or nothing to compare.
    package let isPortPreserved: Bool?
    /// The servers saw different public addresses: a pool, two uplinks, a split tunnel. Media may leave from another
    /// address than signalling.
    package let hasSeveralPublicAddresses: Bool
    /// A mapping, or the local address, lies in 100.64.0.0/10: the provider's NAT.
    package let isCarrierGrade: Bool
    /// A server saw a private address: it stands inside the same network, and says nothing about the way out.
    package let isMappedPrivate: Bool
    /// Servers that did not answer.
    package let unanswered: Int

    /// `local` is the socket's address as `getsockname` gives it after routing, not the unspecified one: against that,
    /// "no NAT" cannot be told.
    package init(local: TransportAddress, observations: [MappingObservation]) {
        let answered = observations.filter { $0.mapped != nil }
        let mappings = observations.compactMap(\.mapped)
        behavior = Self.classify(local: local, answered: answered, asked: observations.count)
        mapped = mappings.first
        isPortPreserved =
            behavior == .noNAT || mappings.isEmpty ? nil : mappings.allSatisfy { $0.port == local.port }
        hasSeveralPublicAddresses = Set(mappings.filter { $0.range == .global }.map(\.bytes)).count > 1
        isCarrierGrade = (mappings + [local]).contains { $0.range == .carrierGrade }
        isMappedPrivate = mappings.contains { $0 != local && $0.range == .privateUse }
        unanswered = observations.count - answered.count
    }

    private static func classify(
        local: TransportAddress, answered: [MappingObservation], asked: Int
    ) -> MappingBehavior {
        guard !answered.isEmpty else { return asked == 0 ? .inconclusive : .blocked }
        let mappings = Set(answered.compactMap(\.mapped))
        // The same server twice, with two answers: the mapping changed under the measurement.
        let pairs = Set(answered)
        guard Set(pairs.map(\.server)).count == pairs.count else { return .inconclusive }
        guard mappings.count == 1 else {
            // One server before the NAT and one behind it, not one NAT seen twice.
            return mappings.contains(local) ? .inconclusive : .addressDependent
        }
        if mappings.contains(local) { return .noNAT }
        guard local.range != .unspecified else { return .inconclusive }
        return Set(answered.map(\.server.bytes)).count > 1 ? .endpointIndependent : .endpointIndependentSoFar
    }
}
