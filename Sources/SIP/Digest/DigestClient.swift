/// Answers the challenges of one user towards the servers of one call or registration (RFC 3261 22, RFC 8760).
///
/// Every realm that challenges is answered, those of proxies along the way beside the server's own.
package struct DigestClient: Sendable {
    private let username: String
    private let secret: Secret
    private let hashes: [DigestAlgorithm.Hash: HashFunction]
    private let cnonce: @Sendable () -> String
    private var sessions: [DigestSession] = []
    package private(set) var record = DigestRecord()

    /// New nonces in a row, and realms, after which a server is only leading us on.
    private static let renewalLimit = 2
    private static let realmLimit = 8

    package init(
        username: String, secret: Secret, hashes: [DigestAlgorithm.Hash: HashFunction],
        cnonce: @escaping @Sendable () -> String
    ) {
        self.username = username
        self.secret = secret
        self.hashes = hashes
        self.cnonce = cnonce
    }

    /// For a 401 or 407: what to send the request again with, or why that is of no use.
    package mutating func answer(_ response: Message, to request: Message) -> DigestAnswer {
        let challenges = response.challenges
        record.note(response)
        guard challenges.contains(where: \.isWhole) else { return .refused(.noChallenge) }
        let chosen = strongest(of: challenges)
        guard !chosen.isEmpty else { return .refused(.noUsableAlgorithm(offered: challenges.map(\.offer))) }

        let sent = request.authorizations
        if let refusal = realmChange(to: chosen, sent: sent) ?? take(chosen, sent: sent) {
            if refusal != .staleLoop, !sent.isEmpty { record.refusedAttempts += 1 }
            // An answer known to be bad is not given ahead.
            sessions.removeAll { old in chosen.contains { $0.isOfRealm(old.challenger, old.realm) } }
            return .refused(refusal)
        }
        for session in chosen { record.choose(session) }
        let uri = request.requestURIText ?? ""
        return .retry(headers(for: request.method ?? .options, uri: uri, body: Array(request.bodyBytes)))
    }

    /// The known challenges answered ahead: the same nonces, counted up. `uri` is the Request-URI as it is sent.
    ///
    /// Not for the ACK of a 2xx, which repeats the INVITE's credentials (RFC 3261 22.1), nor for a CANCEL.
    package mutating func headers(for method: Method, uri: String, body: [UInt8]) -> [Header] {
        sessions.indices.compactMap { index in
            guard let hash = hashes[sessions[index].algorithm.hash] else { return nil }
            return sessions[index].credentials(
                username: username, secret: secret, hash: hash, method: method, uri: uri, body: body
            ).header
        }
    }

    /// To be told of a response that shows the answers accepted; its `nextnonce` is used from then on (RFC 7616 3.5).
    package mutating func accept(_ response: Message) {
        let last = sessions.lastIndex { $0.challenger == .server }
        let nextNonce = response.authenticationInfo?.nextNonce
        for index in sessions.indices { sessions[index].accept(nextNonce: index == last ? nextNonce : nil) }
    }

    /// For each realm the strongest challenge that can be answered, the first among equals.
    private func strongest(of challenges: [Challenge]) -> [DigestSession] {
        var chosen: [DigestSession] = []
        for challenge in challenges {
            guard let session = DigestSession(challenge, cnonce: cnonce()), hashes[session.algorithm.hash] != nil
            else { continue }
            guard let index = chosen.firstIndex(where: { $0.isOfRealm(session.challenger, session.realm) }) else {
                chosen.append(session)
                continue
            }
            if session.algorithm.hash > chosen[index].algorithm.hash { chosen[index] = session }
        }
        return chosen
    }

    /// A server has one realm: another one, where an answer in the first was sent, is another server. Each proxy
    /// has its own, but no way has so many.
    private func realmChange(to chosen: [DigestSession], sent: [Authorization]) -> DigestRefusal? {
        let new = chosen.filter { session in !sessions.contains { $0.isOfRealm(session.challenger, session.realm) } }
        if sessions.count + new.count > Self.realmLimit, let from = (sessions + new).first, let to = new.last {
            return .realmChanged(from: from.realm, to: to.realm)
        }
        let left = sessions.last { old in
            old.challenger == .server && sent.contains { old.isOfRealm($0.challenger, $0.realm) }
                && !chosen.contains { $0.isOfRealm(old.challenger, old.realm) }
        }
        guard let left, let to = new.first(where: { $0.challenger == .server }) else { return nil }
        return .realmChanged(from: left.realm, to: to.realm)
    }

    private mutating func take(_ chosen: [DigestSession], sent: [Authorization]) -> DigestRefusal? {
        for session in chosen {
            if let refusal = take(session, sent: sent) { return refusal }
        }
        return nil
    }

    /// Takes a challenge into use, unless the request already carried a good answer to it.
    private mutating func take(_ session: DigestSession, sent: [Authorization]) -> DigestRefusal? {
        guard let known = sessions.firstIndex(where: { $0.isOfRealm(session.challenger, session.realm) }) else {
            sessions.append(session)
            return nil
        }
        let old = sessions[known]
        sessions[known] = session
        guard sent.contains(where: { session.isOfRealm($0.challenger, $0.realm) }) else { return nil }

        if session.isStale {
            record.staleNonces += 1
        } else if !old.mayBeSpent {
            return .badCredentials
        }
        sessions[known].renewals = old.renewals + 1
        return old.renewals < Self.renewalLimit ? nil : .staleLoop
    }
}
