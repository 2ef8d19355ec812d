import Foundation
import Testing
import YAML

/// Networks with one fault each, and healthy ones: how often is sipdiag right? `swift test --filter FaultLabTests` prints
/// the table; `SIPDIAG_FAULTS=dns/,ipv6` keeps to the cases with one of these in their names.
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(15)))
struct FaultLabTests {
    @Test func sipdiagNamesTheCause() async throws {
        let all = try FaultCase.all()
        let some = ProcessInfo.processInfo.environment["SIPDIAG_FAULTS"]
        let cases = all.filter { fault in
            some?.split(separator: ",").contains { fault.name.contains($0) } ?? true
        }
        let zone = all.map(\.zone).joined(separator: "\n")

        let results = try await withThrowingTaskGroup(of: [FaultResult].self) { group in
            for (topology, faults) in Dictionary(grouping: cases, by: \.topology) {
                let queue = FaultLane.Queue(faults)
                for _ in 0..<max(1, min(4, faults.count / 4)) {
                    group.addTask { try await FaultLane().work(off: queue, on: topology, zone: zone) }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.fault.name < $1.fault.name }
        }

        let table = FaultTable(results: results)
        print(table.text)
        #expect(results.count == cases.count)
        #expect(table.percentRight >= 95)
        #expect(table.wrongAndCertain.map(\.fault.name) == [])
        #expect(table.falseAlarms.map(\.fault.name) == [])
        #expect(table.count(.failed) == 0)
        guard some == nil else { return }
        #expect(cases.count { !$0.isHealthy } >= 80)
        #expect(cases.count { $0.isHealthy } >= 15)
    }
}

@Suite struct NetworkFileTests {
    @Test(arguments: [
        ("why: x\nrun: why a\nexpect: {cause: none}\nfirewal: {near: drop}", "x:4:1: there is no key firewal"),
        ("why: x\nrun: why a\nexpect: {cause: none, exti: 1}", "x:3:23: there is no key exti"),
        ("why: x\nexpect: {cause: none}", "x:1:1: needs the key run"),
        ("why: x\nrun: why a\nexpect: {cause: none, exit: bad}", "x:3:29: exit must be a number"),
        ("why: x\nrun: why a\nexpect: {cause: none}\nservers: {on: server}", "x:4:10: must be a list of servers"),
    ])
    func saysWhatIsWrongAndWhere(text: String, complaint: String) throws {
        let problem = #expect(throws: NetworkFileProblem.self) {
            try FaultCase("faults/x.yaml", Keys(YAML.parse(text, file: "x"), in: "x"))
        }
        #expect(problem?.description == complaint)
    }
}
