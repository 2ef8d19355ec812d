import Diagnosis
import Net
import Testing

@testable import Probes

/// Every way in which an exchange ends has its word, and a sentence.
@Suite struct OutcomeTests {
    struct Row: Sendable {
        var outcome: String
        var isStream: Bool
        var words: String
        var change: @Sendable (inout ExchangeResult) -> Void

        init(
            _ outcome: String, isStream: Bool = false, _ words: String,
            _ change: @escaping @Sendable (inout ExchangeResult) -> Void
        ) {
            (self.outcome, self.isStream, self.words, self.change) = (outcome, isStream, words, change)
        }
    }

    static let rows: [Row] = [
        Row("timeout", "no answer in 5.0 s") { _ in },
        Row("cut", "no answer in 5.0 s, when the run ended before --timeout did") { $0.isCut = true },
        Row("cut", "no answer in 5.0 s, when the run ended before --timeout did") {
            $0.isCut = true
            $0.provisional = 100
        },
        Row("trying", "100 Trying, then nothing in 5.0 s") { $0.provisional = 100 },
        Row("mismatched", "3 responses, none of them to our request") { $0.strays = 3 },
        Row("trying", "100 Trying, then nothing in 5.0 s") {
            $0.provisional = 100
            $0.strays = 3
        },
        Row("not_sip", "an answer that is not SIP") { $0.garbage = [1] },
        Row("silent", isStream: true, "TCP connects, no SIP answer in 5.0 s") { $0.connectMs = 10 },
        Row("connect_timeout", isStream: true, "TCP does not connect in 5.0 s (3 SYNs)") {
            $0.ending = .connectTimedOut(synsSent: 3)
        },
        Row("cut", isStream: true, "no answer in 5.0 s, when the run ended before --timeout did") {
            $0.ending = .connectTimedOut(synsSent: 3)
            $0.isCut = true
        },
        Row("refused", isStream: true, "TCP connection refused (reset)") { $0.ending = .connectReset },
        Row("closed", isStream: true, "TCP connection reset without an answer") {
            $0.ending = .disconnected(reset: true)
        },
        Row("not_sip", isStream: true, "TCP connection closed without an answer") {
            $0.ending = .disconnected(reset: false)
            $0.garbage = [1]
        },
        Row("not_sip", isStream: true, "an answer that is not SIP") { $0.ending = .notSIP },
        Row("refused", "ICMP 3/3 port unreachable from 192.0.2.10") { $0.ending = .icmp(icmp(3, $0.remote)) },
        // A kernel answers a closed TCP port with a reset; ICMP is its firewall's.
        Row("rejected", isStream: true, "ICMP 3/3 port unreachable from 192.0.2.10") {
            $0.ending = .icmp(icmp(3, $0.remote))
        },
        Row("rejected", "ICMP 3/13 administratively prohibited from 192.0.2.10") {
            $0.ending = .icmp(icmp(13, $0.remote))
        },
        Row("unreachable", "ICMP 3/1 host unreachable from 192.0.2.10") { $0.ending = .icmp(icmp(1, $0.remote)) },
        Row("denied", "not sent: sendto: deniedLocally") {
            $0.ending = .local(LocalError(.deniedLocally, call: "sendto"))
        },
        Row("no_route", "not sent: connect: noRoute") { $0.ending = .local(LocalError(.noRoute, call: "connect")) },
        Row("error", "not sent: bind: addressInUse") { $0.ending = .local(LocalError(.addressInUse, call: "bind")) },
        Row("skipped", "not asked: the run has sent all the requests that it may") { $0.ending = .overLimit },
        Row("error", "not asked: no valid request can be made for it") { $0.ending = .notBuilt },
    ]

    private static func icmp(_ code: UInt8, _ remote: Endpoint) -> ICMPError {
        ICMPError(origin: .icmp, type: 3, code: code, offender: remote.address, destination: remote)
    }

    @Test(arguments: rows.indices)
    func word(_ index: Int) throws {
        let row = Self.rows[index]
        var result = ExchangeResult(remote: try #require(Endpoint("192.0.2.10:5060")), isStream: row.isStream)
        result.elapsedMs = 5000
        row.change(&result)
        #expect(result.outcome == row.outcome)
        #expect(result.words == row.words)
        #expect(OptionsProbe.definition.outcomes.contains { $0.word == result.outcome })
    }
}
