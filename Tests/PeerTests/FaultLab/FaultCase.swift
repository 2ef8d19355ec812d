import Foundation
import YAML

/// One network with its fault, and what must be said of it: a file below `Tests/Networks/faults` or `/healthy`.
struct FaultCase: Sendable {
    struct Expectation: Sendable {
        /// nil: nothing is wrong.
        var cause: String?
        var confidence: String
        var exit: Int32
        /// What must be named besides, in any place.
        var also: [String]
        /// What the first cause's reason must contain.
        var because: [String]
    }

    /// Folder and file without its ending.
    var name: String
    /// What a person who sees this network would say is wrong.
    var why: String
    /// A file of `Tests/Networks/topologies`.
    var topology: String
    /// Files of `Tests/Networks/nat`, by the host that has them.
    var nat: [TopologyPlan.Host: [String]]
    /// Rules in the hook where a host of its kind filters: the client in `output`, a router in `forward`, else `input`.
    var firewall: [TopologyPlan.Host: [String]]
    /// Whole rulesets.
    var rulesets: [TopologyPlan.Host: [String]]
    var sysctls: [TopologyPlan.Host: [String]]
    /// Run when the firewalls are in place.
    var commands: [TopologyPlan.Host: [String]]
    /// Records for the zone `example.test`, under names of this case's own.
    var zone: String
    var servers: [ServerPlan]
    var run: [String]
    var expect: Expectation
    /// Why sipdiag does not say what it should; such a case counts as not right.
    var knownGap: String?

    var isHealthy: Bool { expect.cause == nil }
}

extension FaultCase {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Networks")

    /// Every case, by name.
    static func all() throws -> [FaultCase] {
        try ["faults", "healthy"].flatMap { kind in
            try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: kind).path)
                .filter { $0.hasSuffix(".yaml") }.sorted()
                .map { try FaultCase("\(kind)/\($0)", try Keys(file: folder.appending(path: "\(kind)/\($0)"))) }
        }
    }

    init(_ path: String, _ given: Keys) throws {
        var keys = given
        name = path.replacing("faults/", with: "").replacing(".yaml", with: "")
        why = try keys.needText("why")
        topology = try keys.text("topology") ?? "home"
        nat = try keys.hosts("nat")
        firewall = try keys.hosts("firewall")
        rulesets = try keys.hosts("rulesets")
        sysctls = try keys.hosts("sysctls")
        commands = try keys.hosts("commands")
        zone = try keys.text("zone") ?? ""
        servers = try keys.take("servers").map { try ServerPlan.list($0, in: keys.file) } ?? []
        run = try keys.needWords("run")
        expect = try Expectation(Keys(keys.need("expect"), in: keys.file))
        knownGap = try keys.text("known_gap")
        try keys.finish()
    }
}

extension FaultCase.Expectation {
    init(_ given: Keys) throws {
        var keys = given
        let cause = try keys.needText("cause")
        self.cause = cause == "none" ? nil : cause
        confidence = try keys.text("confidence") ?? "likely"
        let exit = keys.take("exit")
        guard let code = Int32(try exit.map(keys.text) ?? (cause == "none" ? "0" : "2")) else {
            throw NetworkFileProblem(
                file: keys.file, mark: exit?.start ?? YAMLMark(line: 1, column: 1), message: "exit must be a number")
        }
        self.exit = code
        also = try keys.list("also")
        because = try keys.list("because")
        try keys.finish()
    }
}
