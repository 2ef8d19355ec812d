import DNS
import Diagnosis
import Net
import Testing

@testable import Probes

@NetActor
@Suite struct LimitTests {
    /// The contract's 60 SIP transactions: the rest is not asked, and says so.
    @Test func transactions() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.answer(200)] }
        var outcomes: [String] = []
        for index in 1...61 { outcomes.append(try await bench.ask("192.0.2.\(index):5060").result.outcome) }
        #expect(outcomes.prefix(60).allSatisfy { $0 == "answered" })
        #expect(outcomes.last == "skipped")
        #expect(bench.network.sent.count == 60)
    }

    /// The same address is asked once over each transport, whichever tests want to know.
    @Test func askedOnce() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.answer(200)] }
        for parameters in [[:], ["transport": "udp"], ["family": "ipv4"], ["source_port": "other"]] {
            #expect(try await bench.run("sip.options", parameters).finding.outcome == "answered")
        }
        #expect(bench.network.sent.count == 1)
    }

    /// With a port of one's own, another source port is another question.
    @Test func otherSourcePort() async throws {
        let bench = try Bench { $0.localPort = 5060 }
        bench.network.react = { [$0.answer(200)] }
        let same = try await bench.run("sip.options").finding
        let other = try await bench.run("sip.options", ["source_port": "other"]).finding
        #expect(same.number("local_port") == 5060)
        #expect(other.number("local_port") != 5060)
        #expect(bench.network.sent.count == 2)
    }

    /// A flood of duplicates neither delays nor fills anything.
    @Test func duplicates() async throws {
        let bench = try Bench()
        bench.network.react = { sent in Array(repeating: sent.answer(200), count: 5000) }
        let (result, ms) = try await bench.ask()
        #expect(result.code == 200)
        #expect(ms == 10)
        #expect(bench.context.log.messages.count == 2)
    }

    /// A flood of strays ends with the patience.
    @Test func strayFlood() async throws {
        let bench = try Bench()
        bench.network.react = { sent in
            let text = String(decoding: sent.response(200), as: UTF8.self).replacing("CSeq: 1", with: "CSeq: 9")
            return Array(repeating: .datagram(Array(text.utf8), from: sent.remote, afterMs: 10), count: 1000)
        }
        let (result, ms) = try await bench.ask()
        #expect(result.outcome == "mismatched")
        #expect(result.strays > 0)
        #expect(ms == 5000)
        #expect(bench.context.log.messages.count <= 500)
    }
}
