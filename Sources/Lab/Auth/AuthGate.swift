import SIP
import TLS

/// Lets requests in, or says what is missing: the server's side of digest (RFC 3261 22, RFC 8760). A pure value.
struct AuthGate: Sendable {
    private let policy: AuthPolicy
    private let hashes: [DigestAlgorithm.Hash: HashFunction]
    /// Begins every nonce.
    private let tag: String
    private var nonces: [String: Nonce] = [:]
    private var issued = 0
    /// Which of the servers that share the address is next.
    private var turn = 0

    private struct Nonce {
        /// The realm it was made for.
        let realm: String
        /// It came with the word that the last one was too old.
        let isRenewal: Bool
        /// How often it has been used.
        var count: UInt32 = 0
    }

    private static let maximumNonces = 10_000

    init(_ policy: AuthPolicy, tag: String, hashes: [DigestAlgorithm.Hash: HashFunction] = Self.systemHashes) {
        self.policy = policy
        self.tag = tag
        self.hashes = hashes
    }

    /// Those that this machine's OpenSSL computes.
    static let systemHashes: [DigestAlgorithm.Hash: HashFunction] = {
        let functions: [(DigestAlgorithm.Hash, TLS.Hash)] = [
            (.md5, .md5), (.sha256, .sha256), (.sha512t256, .sha512t256),
        ]
        return functions.reduce(into: [:]) { hashes, row in hashes[row.0] = try? row.1.function() }
    }()

    /// Nil: the request may pass.
    mutating func refusal(of request: Message) -> SIPReply? {
        guard let method = request.method, policy.methods.contains(method) else { return nil }
        if policy.isClosed || policy.isClosedToCalls && method == .invite { return SIPReply(403) }
        let challenger = method == .register ? Challenger.server : policy.challenger
        let realm = nextRealm()
        let given = request.authorizations.first { $0.challenger == challenger && $0.realm == realm }
        guard let given else { return challenge(challenger, realm) }
        guard let user = user(of: given, in: request) else {
            return policy.refusal == .forbids ? SIPReply(403) : challenge(challenger, realm)
        }
        guard isFresh(given, in: realm) else { return challenge(challenger, realm, isStale: true) }
        return method == .invite && policy.mayNotCall.contains(user) ? SIPReply(403) : nil
    }

    private mutating func nextRealm() -> String {
        guard case .unshared(let realms) = policy.nonces, !realms.isEmpty else { return policy.realm }
        defer { turn += 1 }
        return realms[turn % realms.count]
    }

    /// Who knows the password, whatever the nonce is worth.
    private func user(of given: Authorization, in request: Message) -> String? {
        let name = given.algorithm ?? DigestAlgorithm.Hash.md5.rawValue
        guard policy.algorithms.contains(where: { $0.lowercased() == name.lowercased() }),
            let algorithm = DigestAlgorithm(name), let hash = hashes[algorithm.hash], let method = request.method,
            let user = given.username, let password = policy.users[user], let nonce = given.nonce,
            let uri = given.uri, uri == request.requestURIText
        else { return nil }
        let qop = given.qop.map(DigestQop.init(rawValue:))
        if let qop, qop.map(policy.qops.contains) != true { return nil }
        let right = DigestResponse(
            username: user, realm: given.realm ?? "", secret: Secret(password), algorithm: algorithm, nonce: nonce,
            cnonce: given.cnonce ?? "", nonceCount: given.nonceCount ?? 1, qop: qop ?? nil, method: method, uri: uri,
            body: Array(request.bodyBytes))
        return given.response == right.value(hash) ? user : nil
    }

    /// A nonce of this server that may be used, and has not been used so often yet.
    private mutating func isFresh(_ given: Authorization, in realm: String) -> Bool {
        guard let name = given.nonce, var nonce = nonces[name], nonce.realm == realm else { return false }
        switch policy.nonces {
        case .alwaysStale: return false
        case .firstStale where !nonce.isRenewal: return false
        case .honoured, .firstStale, .unshared: break
        }
        guard given.qop != nil else { return true }
        guard let count = given.nonceCount, count > nonce.count else { return false }
        nonce.count = count
        nonces[name] = nonce
        return true
    }

    private mutating func challenge(_ challenger: Challenger, _ realm: String, isStale: Bool = false) -> SIPReply {
        if nonces.count >= Self.maximumNonces { nonces = [:] }
        issued += 1
        let nonce = "\(tag)-\(issued)"
        nonces[nonce] = Nonce(realm: realm, isRenewal: isStale)
        let headers = policy.algorithms.map { algorithm in
            var parameters = [
                Parameter("realm", "\"\(realm)\""), Parameter("nonce", "\"\(nonce)\""),
                Parameter("algorithm", algorithm),
            ]
            if !policy.qops.isEmpty {
                parameters.append(Parameter("qop", "\"\(policy.qops.map(\.rawValue).joined(separator: ","))\""))
            }
            if isStale { parameters.append(Parameter("stale", "true")) }
            return Header(challenger.challengeHeader, Challenge(challenger, parameters: parameters).description)
        }
        return SIPReply(challenger == .server ? 401 : 407, headers)
    }
}
