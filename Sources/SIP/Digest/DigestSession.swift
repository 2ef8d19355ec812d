/// A realm that has challenged, and how it is answered until it challenges again.
struct DigestSession: Sendable {
    let challenger: Challenger
    let realm: String
    let algorithm: DigestAlgorithm
    let qop: DigestQop?
    private let challenge: Challenge
    private let cnonce: String
    private var nonce: String
    /// How often the nonce has been used.
    private(set) var count: UInt32 = 0
    /// The nonces in a row that were taken in place of one no longer good.
    var renewals = 0
    private(set) var isAccepted = false

    /// `nil` if the challenge cannot be answered.
    init?(_ challenge: Challenge, cnonce: String) {
        guard challenge.isDigest, let realm = challenge.realm, let nonce = challenge.nonce,
            let algorithm = DigestAlgorithm(challenge.algorithm ?? DigestAlgorithm.Hash.md5.rawValue)
        else { return nil }
        challenger = challenge.challenger
        qop = DigestQop(choosingFrom: challenge.qops)
        self.realm = realm
        self.nonce = nonce
        self.algorithm = algorithm
        self.challenge = challenge
        // The same for every use of the nonce, so that a `-sess` hash is the same whether or not the server keeps it.
        self.cnonce = cnonce
    }

    var isStale: Bool { challenge.isStale }
    /// The nonce may have been good and be so no longer, though the server does not say that it is stale.
    var mayBeSpent: Bool { isAccepted || count > 1 }

    func isOfRealm(_ challenger: Challenger, _ realm: String?) -> Bool {
        self.challenger == challenger && self.realm == realm
    }

    mutating func accept(nextNonce: String?) {
        isAccepted = true
        renewals = 0
        guard let nextNonce else { return }
        nonce = nextNonce
        count = 0
    }

    /// The answer for one request more.
    mutating func credentials(
        username: String, secret: Secret, hash: HashFunction, method: Method, uri: String, body: [UInt8]
    ) -> Authorization {
        count &+= 1
        let response = DigestResponse(
            username: username, realm: realm, secret: secret, algorithm: algorithm, nonce: nonce, cnonce: cnonce,
            nonceCount: count, qop: qop, method: method, uri: uri, body: body)
        var parameters = [
            Parameter("username", quoted(username)), Parameter("realm", quoted(realm)),
            Parameter("nonce", quoted(nonce)), Parameter("uri", quoted(uri)),
            Parameter("response", quoted(response.value(hash))),
        ]
        if let name = challenge.algorithm { parameters.append(Parameter("algorithm", name)) }
        if qop != nil || algorithm.isSession { parameters.append(Parameter("cnonce", quoted(cnonce))) }
        if let opaque = challenge.opaque { parameters.append(Parameter("opaque", quoted(opaque))) }
        if let qop { parameters += [Parameter("qop", qop.rawValue), Parameter("nc", response.countText)] }
        return Authorization(challenger, parameters: parameters)
    }
}
