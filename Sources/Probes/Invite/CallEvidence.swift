package import Diagnosis

/// What a placed call leaves behind beside its result: facts of `sip.invite`, and of the group `call` that it becomes.
/// What was not said or not measured is absent.
package enum CallEvidence {
    package static let facts: [TestDefinition.Fact] = progress + answer + authentication + description + media

    private static let progress: [TestDefinition.Fact] = [
        .init("provisionals", .list, "every provisional answer with its time"),
        .init("post_dial_ms", .number, "from the INVITE to the first answer that tells of ringing or progress"),
        .init("early_media", .flag, "a provisional answer brought a media description"),
        .init("reliable", .flag, "a provisional answer wanted to be acknowledged (100rel, RFC 3262)"),
        .init("cancelled_by_us", .flag, "sipdiag cancelled the call"),
        .init("forks", .number, "how many devices took the call; all but the first were hung up at once"),
        .init("repeated_answers", .number, "how often the 2xx came again after it was acknowledged"),
        .init("unanswered", .list, "requests within the call that nobody answered: ACK, BYE, CANCEL, PRACK"),
        .init("ended_by", .word(["us", "them"]), "who hung up"),
        .init("ended_reason", .text, "the Reason of the other side's BYE"),
        .init("tcp_first", .flag, "too large for UDP, so TCP was tried first (RFC 3261 18.1.1)"),
        .init("moved_to", .list, "where a redirection sent the call"),
        .init("moved_result", .text, "what the new place did"),
    ]

    private static let answer: [TestDefinition.Fact] = [
        .init("answered_by", .text, "the address that the final answer came from"),
        .init("same_source", .flag, "it came from the address asked"),
        .init("q850", .number, "the Q.850 cause in Reason"),
        .init("reason_sip", .number, "the SIP code in Reason"),
        .init("reason_text", .text, "the text in Reason"),
        .init("says", .text, "all that the answer says in words: its phrase, the texts of Reason and Warning"),
        .init("warning", .number, "the code of the first Warning"),
        .init("warning_agent", .text, "who adds the first Warning"),
        .init("warning_text", .text, "the text of the first Warning"),
        .init("vendor_error", .text, "the error number of the server's maker (X-Twilio-Error, ms-diagnostics)"),
        .init("contact", .text, "where the answer wants further requests sent"),
        .init("contact_private", .flag, "that is a private address, and the server's own is not"),
        .init("contact_error", .text, "why nothing could be sent there"),
        .init("record_routes", .list, "proxies that stay in the path"),
        .init("allow", .text, "methods that are allowed"),
        .init("accept", .text, "bodies that are accepted"),
        .init("require", .text, "extensions that are required"),
        .init("unsupported", .text, "extensions that are refused"),
        .init("call_info", .text, "where more about the refusal is told (Call-Info, RFC 8688)"),
        .init("session_expires_s", .number, "the session timer agreed, seconds"),
        .init("min_se_s", .number, "the shortest session timer that is accepted, seconds"),
        .init("min_expires_s", .number, "the shortest registration that is granted, seconds"),
    ]

    private static let authentication: [TestDefinition.Fact] = [
        .init("auth", .word(AuthWord.allCases.map(\.rawValue)), "what became of the login"),
        .init("auth_realm", .text, "the realm of the last challenge"),
        .init("auth_realms", .list, "the realms of all challenges, in order"),
        .init("auth_algorithms", .list, "the algorithms that the challenges offer"),
        .init("auth_algorithm", .text, "the one that was used"),
        .init("auth_user", .text, "the user name that was given"),
        .init("auth_refusals", .number, "how often the login was refused"),
    ]

    private static let description: [TestDefinition.Fact] = [
        .init("srtp_offer", .word(["none", "sdes", "optional"]), "which media encryption was offered"),
        .init("sdp", .word(["none", "accepted", "refused", "unreadable"]), "what became of the media offer"),
        .init("codec", .text, "the codec agreed"),
        .init("codecs_offered", .list, "the codecs offered"),
        .init(
            "direction", .word(["sendrecv", "sendonly", "recvonly", "inactive"]), "the media direction, seen from here"),
        .init("media_address", .text, "where the answer wants media sent"),
        .init("media_private", .flag, "that is a private address, and the server's own is not"),
        .init("srtp", .word(["none", "sdes", "dtls"]), "the media encryption of the answer"),
        .init("profile_differs", .flag, "the answer's profile is not the offer's (RFC 3264 6)"),
    ]

    private static let media: [TestDefinition.Fact] = [
        .init(
            "media", .word(MediaVerdict.allCases.map(\.rawValue)),
            "what came back of the media sent"),
        .init("rtp_sent", .number, "RTP packets sent"),
        .init("rtp_received", .number, "RTP packets received"),
        .init("rtp_lost", .number, "RTP packets that never came"),
        .init("rtp_loss_percent", .number, "share of them, percent"),
        .init("rtp_jitter_ms", .number, "interarrival jitter (RFC 3550 6.4.1)"),
        .init("rtp_first_ms", .number, "from the answer to the first packet"),
        .init("rtp_from", .text, "where the packets came from"),
        .init("rtp_from_differs", .flag, "not from where the answer's SDP said"),
        .init("rtp_early", .number, "packets before the answer"),
        .init("srtp_failed", .number, "packets that could not be decrypted"),
    ]
}

/// What became of a login (RFC 3261 22, `response-codes.md` 401).
package enum AuthWord: String, CaseIterable, Sendable {
    /// Nobody asked.
    case notAsked = "not_asked"
    /// A challenge, and no credentials at hand.
    case noCredentials = "no_credentials"
    /// No challenge with an algorithm, or a form, that is known.
    case unsupported
    /// The answer to the challenge was taken.
    case accepted
    /// The right challenge, answered, came again.
    case refused
    /// Every nonce is called stale.
    case nonceLoop = "nonce_loop"
    /// The second challenge names another realm.
    case realmChanged = "realm_changed"
    /// The second challenge comes from another server than the first.
    case nonceNotShared = "nonce_not_shared"
    /// The run has used up the attempts that it may make.
    case spent
}
