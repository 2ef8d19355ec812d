import DNS
import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// The three requests on a network in virtual time, with what a NAT and its ALG make of them.
@NetActor
@Suite struct ALGProbeTests {
    private static let outside = Via.SentBy(host: .ipv4([198, 51, 100, 2]), port: 61_000)

    /// What becomes of the request at a server that sees `outside`, and of its answer on the way back.
    enum Path: String, CaseIterable, Sendable {
        case noNAT, nat, linux, oneWay, growsFrom, silent, dropsNames, otherCall
    }

    private func answer(_ sent: FakeNetwork.Sent, on path: Path) -> [FakeNetwork.Reaction] {
        guard let request = sent.request, let via = request.topVia else { return [] }
        let inside = Via.SentBy(host: .ipv4([192, 0, 2, 7]), port: Int(sent.local.port))
        let isName = via.sentBy.host == .name("sipdiag.invalid")
        let plain = sent.response(200) { $0.source = path == .noNAT ? inside : Self.outside }
        let text = String(decoding: plain, as: UTF8.self)
        let restored = "\(inside);branch=\(via.branch ?? "");received=192.0.2.7;rport=\(inside.port ?? 0)"
        let body: String =
            switch path {
            case .silent: ""
            case .dropsNames where isName: ""
            case .noNAT, .nat, .dropsNames: text
            case .linux where isName: text
            case .linux: Self.replaceVia(text, restored)
            case .oneWay where isName: text
            case .oneWay: text.replacing("UDP \(inside)", with: "UDP \(Self.outside)")
            case .growsFrom: text.replacing("From: <sip:sipdiag@192.0.2.7>", with: "From: <sip:sipdiag@192.0.2.7:5060>")
            case .otherCall: text.replacing("Call-ID: ", with: "Call-ID: x")
            }
        return body.isEmpty ? [] : [.datagram(Array(body.utf8), from: sent.remote, afterMs: 10)]
    }

    private static func replaceVia(_ text: String, _ value: String) -> String {
        text.split(separator: "\r\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix("Via: ") ? "Via: SIP/2.0/UDP \(value)" : String($0) }.joined(separator: "\r\n")
    }

    @Test(arguments: [
        (Path.noNAT, "no_nat", 2, nil), (.nat, "clean", 3, nil), (.linux, "rewritten", 3, 1),
        (.oneWay, "rewritten", 3, 3),
        (.growsFrom, "rewritten", 3, 3), (.dropsNames, "inconclusive", 2, nil), (.silent, "unanswered", 2, nil),
        // Whose answer it is, nobody knows: no evidence against the path.
        (.otherCall, "unanswered", 2, nil),
    ])
    func path(_ path: Path, _ outcome: String, _ requests: Int, _ grade: Int?) async throws {
        let bench = try Bench()
        bench.network.react = { answer($0, on: path) }

        let (finding, ms) = try await bench.run("nat.alg", ["effort": "full"])

        #expect(finding.outcome == outcome, "\(finding.title)")
        #expect(finding.facts["grade"] == grade.map { .number($0) })
        let asked = Set(bench.network.sent.compactMap { $0.request?.topVia?.branch })
        #expect(asked.count == requests)
        #expect(ms <= 5000)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    /// Beside a call nothing is asked that OPTIONS has told already.
    @Test(arguments: [
        (Path.noNAT, "no_nat", 2), (.nat, "clean", 1), (.linux, "rewritten", 4), (.oneWay, "unanswered", 1),
        (.dropsNames, "clean", 1), (.silent, "unanswered", 1),
    ])
    func quickPath(_ path: Path, _ outcome: String, _ requests: Int) async throws {
        let bench = try Bench()
        bench.network.react = { answer($0, on: path) }

        let (finding, ms) = try await bench.run("nat.alg")

        #expect(finding.outcome == outcome, "\(finding.title)")
        #expect(Set(bench.network.sent.compactMap { $0.request?.topVia?.branch }).count == requests)
        #expect(ms <= 5000)
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }

    /// The requests differ in the address they name, and in nothing that a server would mind.
    @Test func namesThreeAddressesFromOneSocket() async throws {
        let bench = try Bench()
        bench.network.react = { answer($0, on: .nat) }

        _ = try await bench.run("nat.alg", ["effort": "full"])

        let requests = bench.network.sent.compactMap(\.request)
        #expect(
            requests.compactMap { $0.topVia?.sentBy.description } == [
                "192.0.2.7:40000", "sipdiag.invalid:40000", "198.51.100.2:61000",
            ])
        #expect(requests.compactMap { $0.contacts.count } == [1, 1, 1])
        #expect(Set(bench.network.sent.map(\.local)).count == 1)
        #expect(Set(requests.compactMap { $0.callID?.text }).count == 3)
        let third = String(decoding: requests[2].bytes, as: UTF8.self)
        #expect(!third.contains("192.0.2.7"), "the proof rests on this address being nowhere in it")
    }

    /// RFC 3261 17.1.2.1: 0.5, 1, 2, 4 s; only what is unanswered is repeated.
    @Test func repeatsWhatIsUnanswered() async throws {
        let bench = try Bench()
        bench.network.react = { answer($0, on: .dropsNames) }

        _ = try await bench.run("nat.alg", ["effort": "full"])

        #expect(bench.network.times == [0, 0, 500, 1500, 3500])
    }

    @Test func takesThePortOfPhonesForTheSecondPass() async throws {
        let bench = try Bench()
        bench.network.react = { answer($0, on: .nat) }

        let (finding, _) = try await bench.run("nat.alg", ["source_port": "sip", "effort": "full"])

        #expect(finding.outcome == "clean")
        #expect(finding.facts["local"] == .text("192.0.2.7:5060"))
        #expect(finding.id == "nat.alg.sip.full")
    }

    @Test func leavesThePhoneItsPort() async throws {
        let bench = try Bench()
        bench.network.bind = { $0.port == 5060 ? LocalError(.addressInUse, call: "bind") : nil }

        let (finding, _) = try await bench.run("nat.alg", ["source_port": "sip", "effort": "full"])

        #expect(finding.outcome == "port_taken")
        #expect(bench.network.sent.isEmpty)
    }

    @Test func nothingIsAskedWhereTLSHidesIt() async throws {
        let bench = try Bench { $0.transport = .tls }

        let (finding, _) = try await bench.run("nat.alg", ["effort": "full"])

        #expect(finding.outcome == "hidden")
        #expect(bench.network.sent.isEmpty && bench.network.connections.isEmpty)
    }

    /// The run's limit of transactions counts these, too.
    @Test func staysWithinTheLimit() async throws {
        let bench = try Bench { $0.maximumTransactions = 1 }

        let (finding, _) = try await bench.run("nat.alg", ["effort": "full"])

        #expect(finding.outcome == "skipped")
        #expect(bench.network.sent.isEmpty)
    }
}
