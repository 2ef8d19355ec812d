import Net

/// The answers to three requests from one socket to one server that differ in the address they name in Via, From and
/// Contact alone. A device that repairs addresses cannot treat all three alike.
struct ALGTrio: Sendable, Equatable {
    /// The socket's own address.
    var local: Endpoint
    /// Named: the socket's own address, as every phone does. Nil: no answer.
    var inside: ALGEcho?
    /// Named: a host that does not exist, which no device takes for an address of its own. The server has to say where it
    /// saw the request come from (RFC 3261 18.2.1).
    var byName: ALGEcho?
    /// Named: the address and port that the server saw. Nil: no answer, or not asked as there is no NAT.
    var outside: ALGEcho?
    /// STUN sees a NAT before this socket, on the way to a server outside of it.
    var hasNATBySTUN = false
    /// The same request as `inside` was answered at another time.
    var insideIsAnsweredElsewhere = false
}

/// What the three answers prove.
struct ALGVerdict: Sendable, Equatable {
    enum Kind: String, Sendable {
        /// A device on the path rewrites messages: no other explanation is left.
        case rewritten
        /// It is the best explanation.
        case suspected
        /// A NAT, and no sign of rewriting. Requests may still be rewritten if answers are not.
        case clean
        case noNAT = "no_nat"
        case inconclusive
        case unanswered
    }

    struct Evidence: Sendable, Equatable {
        /// 1 to 3 are proof, 4 and 5 strong.
        var grade: Int
        var sentence: String
    }

    let kind: Kind
    /// The best first.
    let evidence: [Evidence]

    /// Without evidence.
    init(kind: Kind) {
        self.kind = kind
        evidence = []
    }

    init(_ trio: ALGTrio) {
        evidence = Self.evidence(in: trio)
        kind =
            if let best = evidence.first {
                best.grade <= 3 ? .rewritten : .suspected
            } else {
                Self.withoutEvidence(trio)
            }
    }

    private static func evidence(in trio: ALGTrio) -> [Evidence] {
        let local = trio.local.address
        var found: [Evidence] = []
        func add(_ grade: Int, _ sentence: String) { found.append(Evidence(grade: grade, sentence: sentence)) }

        if let outside = trio.outside, outside.addresses.contains(local) {
            add(1, "our own address \(local) is in the answer to a request that did not hold it")
        }
        let isHidden = trio.inside?.received == local
        if isHidden, let seen = trio.byName?.received, seen != local {
            add(
                2,
                "of two requests from one socket, one answer says it was received from \(local), the other from \(seen)"
            )
        }
        var changes: [ALGEcho.Change] = []
        for change in [trio.inside, trio.byName, trio.outside].compactMap(\.self).flatMap(\.changes)
        where !changes.contains(change) {
            changes.append(change)
        }
        // No device takes a host name for an address of its own: what changes there too may be the server's doing.
        let changedByName = trio.byName?.changes.map(\.header)
        for change in changes {
            let isProof = changedByName.map { !$0.contains(change.header) } ?? false
            add(isProof ? 3 : 4, change.sentence)
        }
        if isHidden, trio.byName?.received == nil, trio.hasNATBySTUN {
            add(4, "the answer says that the server saw \(local), and STUN sees a NAT before it")
        }
        if trio.inside == nil, trio.byName != nil, !trio.insideIsAnsweredElsewhere {
            add(5, "a request that names \(trio.local) gets no answer, the same request with a host name is answered")
        }
        return found.sorted { $0.grade < $1.grade }
    }

    private static func withoutEvidence(_ trio: ALGTrio) -> Kind {
        guard trio.inside != nil || trio.byName != nil else { return .unanswered }
        guard let seen = trio.byName?.received, let inside = trio.inside else { return .inconclusive }
        guard seen != trio.local.address else {
            return inside.received == nil || inside.received == seen ? .noNAT : .inconclusive
        }
        // Behind one name may be servers that see different things, behind a NAT several addresses.
        guard inside.received == seen, trio.outside != nil else { return .inconclusive }
        return .clean
    }
}
