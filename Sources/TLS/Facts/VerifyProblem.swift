/// One objection of OpenSSL's to the peer's chain, collected and not enforced.
package struct VerifyProblem: Sendable, Hashable {
    /// Which certificate: 0 is the peer's own, its issuer's is 1.
    package var depth: Int
    /// `X509_V_ERR_…`
    package var code: Int
    /// OpenSSL's own words.
    package var words: String

    package init(depth: Int, code: Int, words: String) {
        self.depth = depth
        self.code = code
        self.words = words
    }
}
