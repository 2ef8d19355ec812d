/// What is known about one SIP response code, one class of codes, one Q.850 cause value, one Warning code, or one symptom. In a file:
///
///     schema: sipdiag/codes/1
///     codes:
///       408: {title: …, meaning: …, sent_by: …, playbook: sip-408, cause: callee.no-response, references: […],
///             likely: [callee.no-response, …], ask_provider: …}
///     classes:
///       4xx: {title: …, meaning: …, cause: …}
///     q850:
///       34: {title: …, meaning: …, sip: 503}
///     warning:
///       304: {title: …, meaning: …, sip: 488}
///     symptoms:
///       one-way-audio: {title: …, meaning: …, likely: […]}
///
/// `title` and `meaning` are required; the rest is not.
package struct CodeRow: Sendable {
    /// Where the row's key stands.
    package var place: Place
    package var title: Located<String>
    package var meaning: Located<String>
    /// Who sends it, and when.
    package var sentBy: Located<String>?
    /// The tree that explains it.
    package var playbook: Located<String>?
    /// The best fit where no tree explains it.
    package var cause: Located<String>?
    /// Of a Q.850 cause: the SIP code that usually stands for it (RFC 3398); of a Warning: the one that it comes with.
    package var sip: Located<String>?
    /// The causes behind it in practice, the most frequent first; empty where the tree's own order will do.
    package var likely: [Located<String>]
    /// What to ask the provider for, in one sentence.
    package var askProvider: Located<String>?
    package var references: [Located<String>]
}
