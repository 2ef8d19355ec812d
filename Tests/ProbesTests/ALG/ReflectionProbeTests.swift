import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// What was sent and what arrived, at a far end in virtual time.
@NetActor
@Suite struct ReflectionProbeTests {
    /// A far end to which `change` happens on the way.
    private func run(
        _ parameters: [String: String] = ["methods": "all"], proxy: String? = nil,
        _ change: @escaping @Sendable (String) -> String = { $0 }
    ) async throws -> (Finding, Bench) {
        let bench = try Bench { $0.proxy = proxy.flatMap { HostPort($0) } }
        bench.network.react = { sent in
            let arrived = Array(change(String(decoding: sent.bytes, as: UTF8.self)).utf8)
            guard case .message(let request, _) = Message.parse(arrived, framing: .datagram) else { return [] }
            let source = Via.SentBy(host: .ipv4([198, 51, 100, 2]), port: 61_000)
            let answer = Reflection.answer(to: request, octets: arrived, from: source, limit: sent.bytes.count)
            return answer.map { [.datagram($0, from: sent.remote, afterMs: 10)] } ?? []
        }
        let (finding, _) = try await bench.run("nat.reflection", parameters)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return (finding, bench)
    }

    @Test func everyByteArrives() async throws {
        let (finding, bench) = try await run()
        #expect(finding.outcome == "intact", "\(finding.title)")
        #expect(finding.facts["reflected"] == .list(["OPTIONS", "INVITE"]))
        #expect(finding.facts["seen_as"] == .text("198.51.100.2:61000"))
        // The INVITE that was refused gets its ACK, and nobody else one.
        #expect(bench.network.sent.count { $0.request?.method == .ack } == 1)
        #expect(bench.network.sent.allSatisfy { $0.bytes.count < 1440 })
    }

    @Test func withoutLeaveToCallThereIsNoInvite() async throws {
        let (finding, bench) = try await run([:])
        #expect(finding.facts["reflected"] == .list(["OPTIONS"]))
        #expect(!bench.network.sent.contains { $0.request?.method == .invite })
    }

    @Test func theDifferingBytesAreShown() async throws {
        let (finding, _) = try await run { text in
            text.replacing("c=IN IP4 192.0.2.7", with: "c=IN IP4 198.51.100.2")
                .replacing("Contact: <sip:sipdiag@192.0.2.7", with: "Contact: <sip:sipdiag@198.51.100.2")
        }
        #expect(finding.outcome == "rewritten")
        guard case .list(let differences)? = finding.facts["differences"] else {
            Issue.record("no differences")
            return
        }
        #expect(differences.count == 3)
        #expect(differences[0].hasPrefix("OPTIONS Contact, byte "))
        #expect(differences[0].hasSuffix("“192.0.2.7” arrived as “198.51.100.2”"))
        #expect(differences[2].hasPrefix("INVITE c=, byte "))
    }

    /// A proxy adds a Via and counts Max-Forwards down, as it must: that is no ALG.
    @Test func aProxyIsToldFromAnALG() async throws {
        let (finding, _) = try await run { $0.replacing("Max-Forwards: 70", with: "Max-Forwards: 69") }
        #expect(finding.outcome == "forwarded")
    }

    @Test func nobodyElseGetsThePaddedRequests() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.answer(200)] }
        let (finding, _) = try await bench.run("nat.reflection", ["methods": "all"])
        #expect(finding.outcome == "not_reflector")
        #expect(bench.network.sent.count == 1)
        let (other, _) = try await run(proxy: "192.0.2.99")
        #expect(other.outcome == "not_reflector")
    }

    /// What comes back is remote text.
    @Test func hostileBytesStayText() async throws {
        let (finding, _) = try await run { $0.replacing("X-Canary: ", with: "X-Canary: \u{1B}[2J") }
        #expect(finding.outcome == "rewritten")
    }
}
