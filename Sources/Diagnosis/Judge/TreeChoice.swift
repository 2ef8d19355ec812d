/// Which trees explain a result.
package enum TreeChoice {
    /// The tree for "nothing came back".
    package static let noResponse = "no-response"
    /// Marks the trees that are walked beside every run.
    package static let beside = "works"
    /// Marks the trees that are walked where the path was traced although SIP is answered (`reach`).
    package static let traced = "traced"

    /// The tree that explains a call; nil where nothing failed, or no tree knows the failure.
    ///
    /// Who produced the result comes first: a 408 or 503 that no server sent is no response (RFC 3261 8.1.3.1).
    /// - Parameter target: whom the call was for; nil where only the server was asked for.
    package static func main(for call: Finding, target: Finding?, in library: Library) -> Playbook? {
        guard case .text(let origin)? = call.facts["origin"] else { return nil }
        switch (origin, call.number("code")) {
        case ("remote", let code?), ("unknown", let code?):
            return isFailure(code, of: call, target) ? library.playbook(forCode: code) : nil
        default: return library.playbooks(forSymptom: call.text("symptom") ?? noResponse).first
        }
    }

    /// Whether a code tells of a failure. OPTIONS is answered with all kinds of codes by servers in good health: only
    /// what it says of a named user, or of the server itself, counts.
    package static func isFailure(_ code: Int, of call: Finding, _ target: Finding?) -> Bool {
        if call.outcome == "unknown" { return true }
        let isForSomebody = call.text("method") != "OPTIONS" || target?.facts["has_user"] == .flag(true)
        return code >= 500 || code >= 300 && isForSomebody
    }
}
