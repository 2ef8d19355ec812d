import Diagnosis
import SIP

/// What became of a login, over all the challenges of one request.
struct AuthReading: Sendable {
    var word = AuthWord.notAsked
    var user: String?
    var record = DigestRecord()

    /// - Parameters:
    ///   - challenged: who sent each challenge, as far as is known.
    ///   - refusal: why the last challenge was not answered.
    ///   - isLoggedIn: credentials were sent, and something else than a challenge came back.
    init(
        _ record: DigestRecord = DigestRecord(), user: String? = nil, refusal: DigestRefusal? = nil,
        challenged: [String] = [], isLoggedIn: Bool = false
    ) {
        self.record = record
        self.user = user
        word =
            switch refusal {
            case .noUsableAlgorithm, .noChallenge: .unsupported
            case .staleLoop: .nonceLoop
            case .realmChanged: .realmChanged
            case .badCredentials: Set(challenged).count > 1 ? .nonceNotShared : .refused
            case nil: isLoggedIn ? .accepted : record.challengedTimes > 0 ? .noCredentials : .notAsked
            }
    }

    /// Challenges, and nobody's credentials to answer them.
    init(unanswered challenges: [Message]) {
        var record = DigestRecord()
        for challenge in challenges where [401, 407].contains(challenge.statusCode) { record.note(challenge) }
        self.init(record)
    }

    var facts: [String: Value] {
        var facts: [String: Value] = ["auth": .text(word.rawValue)]
        guard !record.challenges.isEmpty else { return facts }
        facts["auth_realm"] = record.realms.last.map { .text($0) }
        if !record.realms.isEmpty { facts["auth_realms"] = .list(record.realms) }
        facts["auth_algorithms"] = .list(record.offeredAlgorithms)
        facts["auth_algorithm"] = record.choices.last.map { .text($0.algorithm.description) }
        facts["auth_user"] = user.map { .text($0) }
        facts["auth_refusals"] = .number(record.refusedAttempts)
        return facts
    }
}
