import ArgumentParser
import Diagnosis

extension PlaybookCommand {
    struct Graph: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "graph", abstract: "One tree as a picture.",
            discussion: """
                mermaid is drawn by GitHub, GitLab and many wikis; dot by Graphviz; svg opens in \
                any browser: sipdiag playbook graph sip-408 --format svg > sip-408.svg
                """)

        @Argument(help: "The tree's id.")
        var id: String

        @Option(help: "The language of the picture.")
        var format = GraphFormat.mermaid

        @Option(help: ArgumentHelp.playbooks)
        var playbooks: String?

        func run() throws {
            let library = try Knowledge.load(extra: playbooks)
            let graph = PlaybookGraph(try library.playbook(named: id), library)
            switch format {
            case .mermaid: Output.print(graph.mermaid)
            case .dot: Output.print(graph.dot)
            case .svg: Output.print(graph.svg)
            }
        }
    }

    enum GraphFormat: String, ExpressibleByArgument, CaseIterable {
        case mermaid, dot, svg
    }
}

extension Library {
    /// - Throws: that there is none, with the id that was probably meant.
    func playbook(named id: String) throws -> Playbook {
        if let playbook = playbooks[id] { return playbook }
        let hint = NearName.of(id, among: playbooks.keys).map { "did you mean \($0)? " } ?? ""
        throw ValidationError("there is no playbook “\(id)”; \(hint)`sipdiag playbook list` names them")
    }
}
