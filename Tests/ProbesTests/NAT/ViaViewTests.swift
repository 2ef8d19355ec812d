import Diagnosis
import STUN
import Testing

@testable import Probes

@Suite struct ViaViewTests {
    private static let local = TransportAddress(bytes: [10, 0, 0, 7], port: 40_000)
    private static let mapped = TransportAddress(bytes: [198, 51, 100, 20], port: 40_000)

    @Test(
        arguments: [
            ("198.51.100.20", 40_000, "answered", "port_preserving"),
            ("198.51.100.20", 61_000, "answered", "endpoint_dependent"),
            ("10.0.0.7", 40_000, "answered", "sip_alg"), (nil, nil, "answered", "inconclusive"),
            ("198.51.100.20", 70_000, "answered", "inconclusive"), ("no address", 40_000, "answered", "inconclusive"),
            ("198.51.100.20", 40_000, "timeout", "inconclusive"),
        ] as [(String?, Int?, String, String)])
    func view(_ received: String?, _ rport: Int?, _ outcome: String, _ comparison: String) throws {
        var facts: [String: Value] = ["remote": .text("203.0.113.10:5060")]
        facts["received"] = received.map { .text($0) }
        facts["rport"] = rport.map { .number($0) }
        let options = Finding(
            id: "sip.options", test: "sip.options", outcome: outcome, status: .pass, title: "", facts: facts)
        let local = try #require(Self.local)
        #expect(ViaView.compare(options, local: local, mapped: Self.mapped).rawValue == comparison)
        #expect(ViaView.compare(nil, local: local, mapped: Self.mapped) == .inconclusive)
    }
}
