/// Which trees explain a result.
package enum TreeChoice {
    /// The tree for "nothing came back".
    package static let noResponse = "no-response"
    /// Marks the trees that are walked beside every run.
    package static let beside = "works"

    /// The tree that explains a call; nil where nothing failed, or no tree knows the failure.
    ///
    /// Who produced the result comes first: a 408 or 503 that no server sent is no response (RFC 3261 8.1.3.1).
    package static func main(for call: Finding, in library: Library) -> Playbook? {
        guard case .text(let origin)? = call.facts["origin"] else { return nil }
        let code: Int? = if case .number(let number)? = call.facts["code"] { Int(number) } else { nil }
        switch (origin, code) {
        case ("remote", let code?): return code < 300 ? nil : library.playbook(forCode: code)
        case ("unknown", let code?): return library.playbook(forCode: code)
        default: return library.playbooks(forSymptom: noResponse).first
        }
    }
}
