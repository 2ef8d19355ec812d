/// What is known about one SIP response code, one class of codes, or one Q.850 cause value. In a file:
///
///     schema: sipdiag/codes/1
///     codes:
///       408: {title: …, meaning: …, sent_by: …, playbook: sip-408, cause: callee.no-response, references: […]}
///     classes:
///       4xx: {title: …, meaning: …, cause: …}
///     q850:
///       34: {title: …, meaning: …, sip: 503}
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
    /// Of a Q.850 cause: the SIP code that usually stands for it (RFC 3398).
    package var sip: Located<String>?
    package var references: [Located<String>]
}
