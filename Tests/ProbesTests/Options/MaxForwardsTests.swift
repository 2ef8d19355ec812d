import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// The traceroute of proxies against chains of them: who answers at each Max-Forwards.
@NetActor
@Suite struct MaxForwardsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// The answer at each Max-Forwards, the last one for all that follow; nil: none.
        var answers: [(code: Int, server: String)?]
        var outcome: String
        var proxies: Int?
        /// How the To tags of the answers begin, in turn: what tells servers of one name apart.
        var marks: [String] = []
        var hops: [String]?
        /// Requests that may be sent.
        var most = 10
    }

    private nonisolated static let rows = [
        Row(
            testDescription: "two proxies before the server",
            answers: [(483, "edge"), (483, "core"), (200, "pbx")], outcome: "reached", proxies: 2, most: 3),
        Row(testDescription: "no proxy", answers: [(200, "pbx")], outcome: "reached", proxies: 0, most: 1),
        Row(
            testDescription: "two proxies that point at each other",
            answers: (0..<10).map { (483, $0 % 2 == 0 ? "edge" : "core") }, outcome: "loops", proxies: 10),
        Row(
            testDescription: "two of one name that point at each other, told by their tags",
            answers: [(483, "kamailio")], outcome: "loops", proxies: 10, marks: ["a1.", "b2."],
            hops: ["0 483 Too Many Hops from kamailio", "1 483 Too Many Hops from kamailio #2"]),
        Row(
            testDescription: "tags that all differ mark nobody", answers: [(483, "pbx")], outcome: "endless",
            proxies: 10, marks: (0..<10).map { "tag\($0)-" }),
        Row(
            testDescription: "one server says 483 to everything", answers: [(483, "edge")], outcome: "endless",
            proxies: 10),
        Row(
            testDescription: "a chain of ten that all differ", answers: (0..<10).map { (483, "proxy \($0)") },
            outcome: "endless", proxies: 10),
        Row(
            testDescription: "behind the first nothing answers", answers: [(483, "edge"), nil], outcome: "stops",
            proxies: 1),
        Row(testDescription: "silence", answers: [nil], outcome: "unanswered"),
    ]

    @Test(arguments: rows)
    func chain(_ row: Row) async throws {
        let bench = try Bench("203.0.113.10")
        bench.network.react = { sent in
            guard let forwards = sent.request?.maxForwards,
                let (code, server) = row.answers[min(forwards, row.answers.count - 1)]
            else { return [] }
            let mark = row.marks.isEmpty ? "" : row.marks[forwards % row.marks.count]
            let answer = sent.response(code) {
                $0.headers.append(Header(.server, server))
                $0.toTag = "\(mark)\(forwards)"
            }
            return [.datagram(answer, from: sent.remote, afterMs: 10)]
        }
        let (finding, _) = try await bench.run("sip.max_forwards")
        #expect(finding.outcome == row.outcome)
        #expect(finding.number("proxies") == row.proxies)
        if let hops = row.hops, case .list(let told)? = finding.facts["hops"] {
            #expect(Array(told.prefix(hops.count)) == hops)
        }
        #expect(Set(bench.network.sent.compactMap { $0.request?.maxForwards }).count <= row.most)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }
}
