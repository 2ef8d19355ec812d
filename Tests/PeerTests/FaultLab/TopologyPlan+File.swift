import Foundation
import YAML

extension TopologyPlan {
    /// A file of `Tests/Networks/topologies`.
    init(named name: String) throws {
        var keys = try Keys(file: FaultCase.folder.appending(path: "topologies/\(name).yaml"))
        _ = try keys.needText("why")
        routers = Set(try keys.list("routers").map(Host.init(rawValue:)))
        let links = try keys.need("links")
        self.links = try (links.sequence ?? []).map { node in
            var link = try Keys(node, in: keys.file)
            let ends = try link.rest().map { End(host: Host(rawValue: $0.key), addresses: try link.list($0.value)) }
            guard ends.count == 2 else {
                throw NetworkFileProblem(file: keys.file, mark: node.start, message: "a link has two ends")
            }
            return Link(a: ends[0], b: ends[1])
        }
        routes = try keys.hosts("routes").mapValues { $0.map(keys.words) }
        try keys.finish()
    }
}
