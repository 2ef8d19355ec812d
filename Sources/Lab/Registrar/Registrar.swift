import SIP

/// The bindings of a registrar (RFC 3261 10.3). A pure value.
struct Registrar: Sendable {
    private struct Binding {
        let contact: NameAddress
        let endsAtMs: Int
        /// Of the request that made it; none where it was there from the beginning.
        let callID: CallID?
        let cseq: UInt32
    }

    private let plan: RegistrarPlan
    /// By the user part of the address of record.
    private var bindings: [String: [Binding]]

    private static let maximumBindings = 100
    private static let maximumUsers = 10_000

    init(_ plan: RegistrarPlan) {
        self.plan = plan
        bindings = plan.bound.mapValues { rows in
            rows.compactMap { row in
                guard let uri = try? URI(row.contact) else { return nil }
                return Binding(
                    contact: NameAddress(uri: uri), endsAtMs: 1000 * row.expires, callID: nil, cseq: 0)
            }
        }
    }

    /// - Parameter now: milliseconds since the registrar began.
    mutating func answer(to request: Message, now: Int) -> SIPReply {
        guard let user = request.to?.uri.sip?.user, let callID = request.callID, let cseq = request.cseq else {
            return SIPReply(400)
        }
        var bound = bindings[user, default: []].filter { $0.endsAtMs > now }
        for contact in request.contacts {
            guard case .address(let address) = contact else {
                // The asterisk stands alone, and only removes.
                guard request.contacts.count == 1, request.expires == 0 else { return SIPReply(400) }
                bound = []
                continue
            }
            let seconds = contact.expires ?? request.expires ?? plan.usual
            if seconds > 0, seconds < plan.minimum {
                return SIPReply(423, [Header(.minExpires, String(plan.minimum))])
            }
            if let old = bound.first(where: { $0.contact.uri == address.uri }) {
                if old.callID == callID, old.cseq >= cseq.number { return SIPReply(500) }
                bound.removeAll { $0.contact.uri == address.uri }
            }
            guard seconds > 0 else { continue }
            guard bound.count < Self.maximumBindings else { return SIPReply(503) }
            bound.append(
                Binding(
                    contact: address, endsAtMs: now + 1000 * min(seconds, plan.maximum),
                    callID: callID, cseq: cseq.number))
        }
        if bindings[user] == nil, bindings.count >= Self.maximumUsers { return SIPReply(503) }
        bindings[user] = bound
        return SIPReply(200, headers(bound, now, knowsPath: request.values(of: .supported).contains("path")))
    }

    private func headers(_ bound: [Binding], _ now: Int, knowsPath: Bool) -> [Header] {
        bound.map { binding in
            var contact = binding.contact
            contact.parameters.removeAll { $0.name.lowercased() == "expires" }
            contact.parameters += [Parameter("expires", String((binding.endsAtMs - now) / 1000))]
            return Header(.contact, contact.description)
        }
            + plan.serviceRoute.map { Header(.serviceRoute, "<\($0)>") }
            + (knowsPath ? plan.path.map { Header(.path, "<\($0)>") } : [])
    }
}
