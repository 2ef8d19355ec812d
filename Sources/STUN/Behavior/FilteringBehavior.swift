/// Whose packets a NAT lets in through a mapping (RFC 4787 §5).
package enum FilteringBehavior: String, CaseIterable, Sendable {
    /// Anybody's.
    case endpointIndependent = "endpoint_independent"
    /// Those of every port of an address that was sent to.
    case addressDependent = "address_dependent"
    /// Those of the very address and port that was sent to.
    case addressAndPortDependent = "port_dependent"
    /// The answers do not tell.
    case inconclusive
}

/// What a server says it can do for behaviour tests (RFC 5780 §4.2), and whether that can be believed.
package enum BehaviorOffer: Hashable, Sendable {
    /// It has a second address and port.
    case usable(other: TransportAddress)
    /// It says nothing of a second address.
    case none
    /// What it says contradicts itself; the reason, for people.
    case unbelievable(String)

    /// - Parameter server: the address that was asked, and answered.
    package init(of answer: BindingAnswer, from server: TransportAddress) {
        guard let other = answer.otherAddress else {
            self = .none
            return
        }
        if other.bytes == server.bytes || other.port == server.port {
            self = .unbelievable("its second address \(other) shares address or port with the first")
        } else if answer.responseOrigin != server {
            let said = answer.responseOrigin.map { "\($0)" } ?? "nothing"
            self = .unbelievable("it answers from \(server) and says that it was \(said)")
        } else if other.bytes.count != server.bytes.count || other.range != server.range {
            self = .unbelievable("its second address \(other) is of another kind than the first")
        } else {
            self = .usable(other: other)
        }
    }
}

/// What became of a request to answer from another address (RFC 5780 §4.4).
package enum ChangedAnswer: Hashable, Sendable {
    /// It came from where it was to come from, and says so itself.
    case came
    /// It came from somewhere else: the server does not do what it offers.
    case fromElsewhere
    /// The server will not.
    case refused
    /// Nothing came.
    case silent

    /// - Parameter origin: where the answer had to come from.
    package init(_ result: BindingResult, _ strays: Strays, origin: TransportAddress) {
        switch result {
        case .mapped(let answer): self = answer.responseOrigin == origin ? .came : .fromElsewhere
        case .errorResponse, .unusable: self = .refused
        case .timedOut, .transportError: self = strays.otherSource == nil ? .silent : .fromElsewhere
        }
    }
}
