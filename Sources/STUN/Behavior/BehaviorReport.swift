/// The tests of RFC 5780 at one server that offers them, and what they say. A silent answer counts only where the address
/// that it had to come from has answered otherwise.
package struct BehaviorReport: Hashable, Sendable {
    /// How the NAT maps (RFC 4787 §4.1).
    package enum Mapping: String, CaseIterable, Sendable {
        case noNAT = "no_nat"
        case endpointIndependent = "endpoint_independent"
        case addressDependent = "address_dependent"
        case addressAndPortDependent = "port_dependent"
        case inconclusive
    }

    /// The socket's own address.
    package var local: TransportAddress
    /// What the server's first address saw.
    package var first: TransportAddress
    /// What its second address saw on the first port; nil: no answer.
    package var otherAddress: TransportAddress?
    /// What its second address saw on the second port; nil: no answer.
    package var otherPort: TransportAddress?
    /// What its first address saw on the second port; nil: no answer.
    package var firstOnOtherPort: TransportAddress?
    /// From a fresh socket that sent to the first address alone: an answer from the second address and port.
    package var changedBoth: ChangedAnswer
    /// The same: an answer from the first address and the second port.
    package var changedPort: ChangedAnswer

    package init(
        local: TransportAddress, first: TransportAddress, otherAddress: TransportAddress?, otherPort: TransportAddress?,
        firstOnOtherPort: TransportAddress?, changedBoth: ChangedAnswer, changedPort: ChangedAnswer
    ) {
        self.local = local
        self.first = first
        self.otherAddress = otherAddress
        self.otherPort = otherPort
        self.firstOnOtherPort = firstOnOtherPort
        self.changedBoth = changedBoth
        self.changedPort = changedPort
    }

    package var mapping: Mapping {
        guard let otherAddress, !hasSeveralPublicAddresses else { return .inconclusive }
        if first == otherAddress { return first == local ? .noNAT : .endpointIndependent }
        guard let otherPort else { return .inconclusive }
        return otherAddress == otherPort ? .addressDependent : .addressAndPortDependent
    }

    /// A pool of addresses, or two uplinks: which mapping is made says nothing of how one is kept.
    private var hasSeveralPublicAddresses: Bool {
        [otherAddress, otherPort].contains { $0.map { $0.bytes != first.bytes } ?? false }
    }

    package var filtering: FilteringBehavior {
        guard ![changedBoth, changedPort].contains(.fromElsewhere), ![changedBoth, changedPort].contains(.refused),
            otherPort != nil
        else { return .inconclusive }
        if changedBoth == .came { return .endpointIndependent }
        if changedPort == .came { return .addressDependent }
        return firstOnOtherPort == nil ? .inconclusive : .addressAndPortDependent
    }

    /// Why something stays open, for people; nil where nothing does.
    package var doubt: String? {
        if otherAddress == nil || otherPort == nil { return "the server's second address does not answer" }
        if hasSeveralPublicAddresses { return "its two addresses see different public addresses of ours" }
        if [changedBoth, changedPort].contains(.fromElsewhere) {
            return "the server does not answer from where it is asked to"
        }
        if [changedBoth, changedPort].contains(.refused) { return "the server refuses to answer from elsewhere" }
        return filtering == .inconclusive ? "the second port of the server's first address does not answer" : nil
    }
}
