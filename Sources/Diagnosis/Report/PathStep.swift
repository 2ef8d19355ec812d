/// One node that the walk passed.
package struct PathStep: Sendable, Equatable {
    package var playbook: String
    package var node: String
    /// What decided there: an outcome word, an answer, a cause id.
    package var result: String
    /// The node that followed; nil at the end.
    package var next: String?

    package init(playbook: String, node: String, result: String, next: String? = nil) {
        self.playbook = playbook
        self.node = node
        self.result = result
        self.next = next
    }
}

extension PathStep {
    var json: JSON {
        .object([
            "playbook": .text(playbook),
            "node": .text(node),
            "result": .text(result),
            "next": next.map { .text($0) },
        ])
    }

    init(_ place: JSONPlace) throws(ReportProblem) {
        self.init(
            playbook: try place.member("playbook").text(),
            node: try place.member("node").text(),
            result: try place.member("result").text(),
            next: try place.optional("next")?.text())
    }
}
