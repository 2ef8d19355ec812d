/// What comes of a challenge.
package enum DigestAnswer: Hashable, Sendable {
    /// The request is sent again, with a new CSeq and branch, and these headers in place of the credentials it had.
    case retry([Header])
    case refused(DigestRefusal)
}

/// Why a challenge is not answered.
package enum DigestRefusal: Hashable, Sendable {
    /// A 401 or 407 in which no challenge can be read.
    case noChallenge
    /// Nothing that we can compute is offered: the names of algorithms, or of schemes other than Digest.
    case noUsableAlgorithm(offered: [String])
    /// The right challenge was answered, and the answer challenged again, not for the age of its nonce.
    case badCredentials
    /// The answer to the second new nonce was again called stale.
    case staleLoop
    /// Another server, which has not seen our answer to the first: a server has one realm.
    case realmChanged(from: String, to: String)
}
