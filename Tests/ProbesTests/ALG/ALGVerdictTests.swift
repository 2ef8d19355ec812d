import Net
import SIP
import Testing

@testable import Probes

/// What three answers prove, row by row as measured on a kernel with and without its ALG.
@Suite struct ALGVerdictTests {
    /// An answer in short: `198.51.100.2:5060` is received and rport, `-` no answer, `?` one without received.
    private static func echo(_ text: String, sentBy: String? = nil, changes: [String] = []) -> ALGEcho? {
        guard text != "-" else { return nil }
        var echo = ALGEcho(changes: changes.map { .init(header: $0, sentence: "\($0) \(text)") })
        if let seen = Endpoint(text) {
            echo.received = seen.address
            echo.rport = Int(seen.port)
            echo.addresses.insert(seen.address)
        }
        if let named = sentBy.flatMap({ IPAddress($0) }) { echo.addresses.insert(named) }
        return echo
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var inside: String
        var byName: String
        var outside: String
        var outsideSentBy: String?
        var changes: [String] = []
        var changesByName: [String] = []
        var hasNATBySTUN = false
        var insideIsAnsweredElsewhere = false
        var kind: ALGVerdict.Kind
        var grades: [Int] = []
        var testDescription: String { name }
    }

    private static let local = "192.168.78.2"
    private static let outside = "198.51.100.2"

    private static let rows: [Row] = [
        Row(
            name: "no ALG, the NAT keeps the port", inside: "\(outside):5060", byName: "\(outside):5060",
            outside: "\(outside):5060", outsideSentBy: outside, kind: .clean),
        Row(
            name: "no ALG, the NAT changes the port", inside: "\(outside):47189", byName: "\(outside):47189",
            outside: "\(outside):47189", outsideSentBy: outside, kind: .clean),
        Row(
            name: "ALG, the NAT keeps the port", inside: "\(local):5060", byName: "\(outside):5060",
            outside: "\(local):5060", outsideSentBy: local, changes: ["Via"], kind: .rewritten, grades: [1, 2, 3]),
        Row(
            name: "ALG, the NAT changes the port", inside: "\(local):5060", byName: "\(outside):15445",
            outside: "\(local):5060", outsideSentBy: local, changes: ["Via"], kind: .rewritten, grades: [1, 2, 3]),
        Row(
            name: "ALG, and the third request was lost", inside: "\(local):5060", byName: "\(outside):5060",
            outside: "-", kind: .rewritten, grades: [2]),
        Row(
            name: "ALG that does not put back what it changed", inside: "\(outside):5060", byName: "\(outside):5060",
            outside: "\(outside):5060", changes: ["Via"], kind: .rewritten, grades: [3]),
        Row(name: "no NAT", inside: "\(local):5060", byName: "\(local):5060", outside: "-", kind: .noNAT),
        Row(
            name: "no NAT, and the server says so by name only", inside: "?", byName: "\(local):5060", outside: "-",
            kind: .noNAT),
        Row(
            name: "no NAT, and a device that changes From", inside: "\(local):5060", byName: "\(local):5060",
            outside: "-", changes: ["From"], kind: .rewritten, grades: [3]),
        Row(
            name: "a server that writes a host of its own into To of every answer", inside: "\(outside):5060",
            byName: "\(outside):5061", outside: "-", changes: ["To"], changesByName: ["To"], kind: .suspected,
            grades: [4, 4]),
        Row(
            name: "a change, and no answer to compare it with", inside: "\(local):5060", byName: "-", outside: "-",
            changes: ["From"], kind: .suspected, grades: [4]),
        Row(
            name: "the host name is dropped, STUN sees a NAT", inside: "\(local):5060", byName: "-", outside: "-",
            hasNATBySTUN: true, kind: .suspected, grades: [4]),
        Row(
            name: "the host name is dropped, and nobody knows of a NAT", inside: "\(local):5060", byName: "-",
            outside: "-", kind: .inconclusive),
        Row(
            name: "our address is dropped, the host name passes", inside: "-", byName: "\(outside):5060",
            outside: "\(outside):5060", kind: .suspected, grades: [5]),
        Row(
            name: "the same, and OPTIONS was answered: chance", inside: "-", byName: "\(outside):5060",
            outside: "\(outside):5060", insideIsAnsweredElsewhere: true, kind: .inconclusive),
        Row(name: "no received at all", inside: "?", byName: "?", outside: "-", kind: .inconclusive),
        Row(
            name: "the server tells a NAT to a name only", inside: "?", byName: "\(outside):5060", outside: "-",
            kind: .inconclusive),
        Row(
            name: "two servers behind one address see two of ours", inside: "10.1.1.5:5060", byName: "10.1.1.6:5060",
            outside: "10.1.1.6:5060", kind: .inconclusive),
        Row(name: "silence", inside: "-", byName: "-", outside: "-", kind: .unanswered),
    ]

    @Test(arguments: rows)
    func verdict(_ row: Row) throws {
        var trio = ALGTrio(local: try #require(Endpoint("\(Self.local):5060")))
        trio.inside = Self.echo(row.inside, changes: row.changes)
        trio.byName = Self.echo(row.byName, changes: row.changesByName)
        trio.outside = Self.echo(row.outside, sentBy: row.outsideSentBy)
        trio.hasNATBySTUN = row.hasNATBySTUN
        trio.insideIsAnsweredElsewhere = row.insideIsAnsweredElsewhere

        let verdict = ALGVerdict(trio)

        #expect(verdict.kind == row.kind)
        #expect(verdict.evidence.map(\.grade) == row.grades)
    }
}
