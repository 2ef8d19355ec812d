import Net
import SIP
import TLS

/// In whose name a run sends, and what it may do in that name.
extension ProbeContext {
    /// The person named somebody to call, and wants a call.
    var mayCall: Bool { isCallAllowed && target?.user != nil }

    /// Somebody is named who may be called at all.
    var couldCall: Bool {
        var call = settings.call
        call.isAllowed = true
        return target.map { $0.problem(calling: call, needsUser: true) == nil } ?? false
    }

    /// The person, or the URI, chose the transport: no other one takes its place.
    var isTransportForced: Bool { chosenTransport != nil }

    /// Who sends: as given, else the login's user at the target, as providers want it.
    var identity: SIPURI? {
        if let from = settings.from { return from }
        guard let user = settings.credentials?.username, let host = target?.host else { return nil }
        if case .sip(let whole)? = try? URI("sip:\(user)"), whole.user != nil { return whole }
        return SIPURI(user: user, host: host)
    }

    /// What answers challenges; nil without credentials, and where too many logins have been refused already.
    func digestClient() -> DigestClient? {
        guard let credentials = settings.credentials, calls.mayLogIn else { return nil }
        return DigestClient(
            username: credentials.username, secret: credentials.secret, hashes: Self.hashes,
            cnonce: { RandomID.tag() })
    }

    private static let hashes: [DigestAlgorithm.Hash: HashFunction] = {
        let known: [(DigestAlgorithm.Hash, Hash)] = [(.md5, .md5), (.sha256, .sha256), (.sha512t256, .sha512t256)]
        // An algorithm that this host's OpenSSL refuses is one that sipdiag does not know.
        return Dictionary(
            uniqueKeysWithValues: known.compactMap { name, hash in (try? hash.function()).map { (name, $0) } })
    }()
}
