import YAML

/// A server that runs in a network.
struct ServerPlan: Sendable {
    var host: TopologyPlan.Host
    /// Run to their end before it starts.
    var prepare: [[String]]
    var command: [String]
    /// It has started when it listens there: `udp:203.0.113.10:5060`.
    var listens: [String]
    /// Where it must answer OPTIONS over TCP before the case begins: Kamailio listens before anybody is there to answer.
    var answers: String?

    static func list(_ node: YAMLNode, in file: String) throws -> [ServerPlan] {
        guard let nodes = node.sequence else {
            throw NetworkFileProblem(file: file, mark: node.start, message: "must be a list of servers")
        }
        return try nodes.map { try ServerPlan(Keys($0, in: file)) }
    }

    private init(_ given: Keys) throws {
        var keys = given
        host = TopologyPlan.Host(rawValue: try keys.needText("host"))
        prepare = try keys.list("prepare").map(keys.words)
        command = try keys.needWords("run")
        listens = try keys.list("listens")
        answers = try keys.text("answers")
        try keys.finish()
    }
}
