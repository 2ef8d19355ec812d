/// What the exchange showed, for diagnosis.
package struct DigestRecord: Hashable, Sendable {
    /// How one realm was answered last.
    package struct Choice: Hashable, Sendable {
        package var challenger: Challenger
        package var realm: String
        package var algorithm: DigestAlgorithm
        /// `nil`: the form of RFC 2069.
        package var qop: DigestQop?
    }

    /// Every challenge received, in its order: who knows which server sent it can tell whose nonces are not shared.
    package internal(set) var challenges: [Challenge] = []
    /// The responses that carried them.
    package internal(set) var challengedTimes = 0
    /// The answered realms, in the order of their first answers.
    package internal(set) var choices: [Choice] = []
    /// Right answers to the right challenge that were challenged again. A stale nonce is none.
    package internal(set) var refusedAttempts = 0
    package internal(set) var staleNonces = 0

    package init() {}

    package var realms: [String] { distinct(challenges.compactMap(\.realm)) }

    /// As the servers wrote them, `MD5` where a digest challenge names none; of another scheme its name.
    package var offeredAlgorithms: [String] { distinct(challenges.map(\.offer)) }

    /// Takes note of the challenges of a 401 or 407, whether or not they can be answered.
    package mutating func note(_ response: Message) {
        challenges += response.challenges
        challengedTimes += 1
    }

    mutating func choose(_ session: DigestSession) {
        let choice = Choice(
            challenger: session.challenger, realm: session.realm, algorithm: session.algorithm, qop: session.qop)
        if let index = choices.firstIndex(where: { session.isOfRealm($0.challenger, $0.realm) }) {
            choices[index] = choice
        } else {
            choices.append(choice)
        }
    }

    private func distinct(_ texts: [String]) -> [String] {
        texts.enumerated().filter { !texts[..<$0].contains($1) }.map(\.element)
    }
}

extension Challenge {
    /// The algorithm offered, or the scheme that has none.
    var offer: String { isDigest ? algorithm ?? DigestAlgorithm.Hash.md5.rawValue : scheme }

    /// A digest challenge needs these two; what others need is not ours to say.
    var isWhole: Bool { !isDigest || (realm != nil && nonce != nil) }
}
