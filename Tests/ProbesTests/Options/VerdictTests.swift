import DNS
import Diagnosis
import Net
import SIP
import Testing

@testable import Probes

/// What the fates of several addresses come to.
@Suite struct VerdictTests {
    /// One address, and what it did: a code, or a word for how the exchange ended.
    private static func result(_ fate: String, at address: String) throws -> ExchangeResult {
        let remote = try #require(Endpoint(address))
        var result = ExchangeResult(remote: remote, isStream: false)
        result.sent = 1
        result.elapsedMs = 5000
        switch fate {
        case "timeout": break
        case "cut": result.isCut = true
        case "refused":
            result.ending = .icmp(
                ICMPError(origin: .icmp, type: 3, code: 3, offender: remote.address, destination: remote))
        case "no_route", "denied", "error":
            result.sent = 0
            let kind: LocalError.Kind =
                fate == "no_route" ? .noRoute : fate == "denied" ? .deniedLocally : .addressInUse
            result.ending = .local(LocalError(kind, call: "sendto"))
        case "skipped":
            result.sent = 0
            result.ending = .overLimit
        default:
            let text = "SIP/2.0 \(fate) X\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\nContent-Length: 0\r\n\r\n"
            guard case .message(let message, _) = Message.parse(Array(text.utf8), framing: .datagram) else { break }
            result.ending = .answered(message, from: remote)
        }
        return result
    }

    struct Row: Sendable {
        var fates: String
        var outcome: String
        var code: Int?
        var tried: Int
        var answered: Int
        var dead: Int
        var status: Finding.Status?

        init(
            _ fates: String, _ outcome: String, _ code: Int? = nil, tried: Int, answered: Int, dead: Int,
            _ status: Finding.Status? = nil
        ) {
            (self.fates, self.outcome, self.code) = (fates, outcome, code)
            (self.tried, self.answered, self.dead, self.status) = (tried, answered, dead, status)
        }
    }

    @Test(arguments: [
        Row("200 200", "answered", 200, tried: 2, answered: 2, dead: 0),
        // Silence, a refusal and 503 move on.
        Row("timeout 200", "answered", 200, tried: 2, answered: 1, dead: 1, .warn),
        Row("refused 200", "answered", 200, tried: 2, answered: 1, dead: 1, .warn),
        Row("503 200", "answered", 200, tried: 2, answered: 2, dead: 0),
        Row("503 timeout", "answered", 503, tried: 2, answered: 1, dead: 1, .warn),
        Row("503 503", "answered", 503, tried: 2, answered: 2, dead: 0, .warn),
        // A refusal by the server does not.
        Row("404 200", "answered", 404, tried: 2, answered: 2, dead: 0),
        Row("500 200", "answered", 500, tried: 2, answered: 2, dead: 0),
        Row("600 200", "answered", 600, tried: 2, answered: 2, dead: 0),
        // What was never sent is no dead server, and decides only where nothing was sent at all.
        Row("no_route 200", "answered", 200, tried: 1, answered: 1, dead: 0),
        Row("denied 200", "answered", 200, tried: 1, answered: 1, dead: 0),
        Row("no_route timeout", "timeout", tried: 1, answered: 0, dead: 1),
        Row("no_route refused timeout", "refused", tried: 2, answered: 0, dead: 2),
        Row("no_route no_route", "no_route", tried: 0, answered: 0, dead: 0),
        Row("error timeout", "timeout", tried: 1, answered: 0, dead: 1),
        // Nor is one whose time was cut.
        Row("cut 200", "answered", 200, tried: 2, answered: 1, dead: 0),
        Row("cut timeout", "timeout", tried: 2, answered: 0, dead: 1),
        Row("cut cut", "cut", tried: 2, answered: 0, dead: 0),
        Row("no_route cut", "cut", tried: 1, answered: 0, dead: 0),
        Row("skipped skipped", "skipped", tried: 0, answered: 0, dead: 0),
        Row("timeout skipped", "timeout", tried: 1, answered: 0, dead: 1),
    ])
    func failover(_ row: Row) throws {
        let fates = row.fates.split(separator: " ").map(String.init)
        let results = try fates.enumerated().map { try Self.result($1, at: "192.0.2.\(10 + $0):5060") }
        let measured = OptionsVerdict(transport: .udp, results: results, selected: [results[0].remote.address])
            .measurement
        #expect(measured.outcome == row.outcome)
        #expect(measured.facts["code"] == row.code.map { .number($0) })
        #expect(measured.facts["target_count"] == .number(fates.count))
        #expect(measured.facts["tried_targets"] == .number(row.tried))
        #expect(measured.facts["answered_targets"] == .number(row.answered))
        guard case .list(let targets)? = measured.facts["targets"] else { throw NoList() }
        #expect(targets.count == fates.count)
        if case .list(let dead)? = measured.facts["dead_targets"] {
            #expect(dead.count == row.dead)
        } else {
            #expect(row.dead == 0)
        }
        #expect(measured.status == row.status)
        let decisive = measured.facts["remote"]
        #expect(measured.facts["same_host"] == .flag(decisive == .text("192.0.2.10:5060")))
    }

    private struct NoList: Error {}

    @Test(
        arguments: [
            ("200 200", nil, "both"), ("timeout 200", "ipv4", "ipv6"), ("200 timeout", "ipv6", "ipv4"),
            ("timeout timeout", "both", nil),
        ] as [(String, String?, String?)])
    func families(_ fates: String, _ dead: String?, _ answered: String?) throws {
        let words = fates.split(separator: " ").map(String.init)
        let results = try zip(words, ["192.0.2.10:5060", "[2001:db8::10]:5060"]).map { try Self.result($0, at: $1) }
        let facts = OptionsVerdict(transport: .udp, results: results, selected: []).measurement.facts
        #expect(facts["dead_families"] == dead.map { .text($0) })
        #expect(facts["answered_families"] == answered.map { .text($0) })
    }
}
