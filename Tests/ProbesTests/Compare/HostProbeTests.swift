import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// The same request for a domain and for the server's address: what the two answers say together.
@NetActor
@Suite struct HostProbeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var target = "sip:bob@192.0.2.10"
        var from: String? = "sip:alice@example.com"
        var method = "options"
        /// By the host of the request URI; silence where there is none.
        var answers: [String: Int]
        var realm: String?
        var outcome: String
        /// The request URIs, in order.
        var asked: [String]
    }

    private nonisolated static let rows = [
        Row(
            testDescription: "the domain is served", answers: ["192.0.2.10": 404, "example.com": 200],
            outcome: "domain", asked: ["sip:bob@192.0.2.10", "sip:bob@example.com"]),
        Row(
            testDescription: "the domain is challenged, which refuses nobody",
            answers: ["192.0.2.10": 403, "example.com": 401], outcome: "domain",
            asked: ["sip:bob@192.0.2.10", "sip:bob@example.com"]),
        Row(
            testDescription: "a domain is not to be found by the server itself", target: "sip:bob@example.com",
            answers: ["example.com": 478, "192.0.2.10": 480], outcome: "address",
            asked: ["sip:bob@example.com", "sip:bob@192.0.2.10:5070"]),
        Row(
            testDescription: "both are served", answers: ["192.0.2.10": 200, "example.com": 200], outcome: "both",
            asked: ["sip:bob@192.0.2.10", "sip:bob@example.com"]),
        Row(
            testDescription: "nobody knows the user", answers: ["192.0.2.10": 404, "example.com": 403],
            outcome: "neither", asked: ["sip:bob@192.0.2.10", "sip:bob@example.com"]),
        Row(
            testDescription: "one of them gets no answer", answers: ["192.0.2.10": 404], outcome: "unanswered",
            asked: ["sip:bob@192.0.2.10", "sip:bob@example.com"]),
        Row(
            testDescription: "the realm names the domain", from: nil,
            answers: ["192.0.2.10": 401, "realm.example.net": 200], realm: "realm.example.net", outcome: "both",
            asked: ["sip:bob@192.0.2.10", "sip:bob@realm.example.net"]),
        Row(
            testDescription: "a realm of one word is no domain", from: nil, answers: ["192.0.2.10": 401],
            realm: "asterisk", outcome: "no_pair", asked: ["sip:bob@192.0.2.10"]),
        Row(
            testDescription: "no domain is known", from: nil, answers: ["192.0.2.10": 404], outcome: "no_pair",
            asked: ["sip:bob@192.0.2.10"]),
        Row(testDescription: "nobody is asked for", target: "192.0.2.10", answers: [:], outcome: "no_pair", asked: []),
        Row(
            testDescription: "a registrar serves the domain", method: "register",
            answers: ["192.0.2.10": 404, "example.com": 401], outcome: "domain",
            asked: ["sip:192.0.2.10", "sip:example.com"]),
    ]

    @Test(arguments: rows)
    func pair(_ row: Row) async throws {
        let bench = try Bench(row.target, hosts: "192.0.2.10 example.com") {
            $0.from = row.from.flatMap { try? URI($0) }?.sip
            if row.target.contains("example") { $0.proxy = HostPort(host: .ipv4([192, 0, 2, 10]), port: 5070) }
            $0.credentials = Credentials(username: "alice", password: "secret")
        }
        bench.network.react = { sent in
            guard case .sip(let uri)? = sent.request?.requestURI, let code = row.answers["\(uri.host)"] else {
                return []
            }
            let challenge = row.realm.map { [Header(.wwwAuthenticate, #"Digest realm="\#($0)", nonce="n""#)] } ?? []
            return [sent.code(code, challenge)]
        }
        let (finding, _) = try await bench.run("sip.host", ["method": row.method])
        #expect(finding.outcome == row.outcome)
        #expect(finding.text("realm") == (row.outcome == "no_pair" ? nil : row.realm))
        var asked: [String] = []
        for request in bench.network.sent.compactMap(\.request) where !asked.contains(request.requestURIText ?? "") {
            asked.append(request.requestURIText ?? "")
        }
        #expect(asked == row.asked)
        // Nothing is proven to anybody: what is compared is the host alone.
        #expect(bench.network.sent.allSatisfy { $0.request?.authorizations.isEmpty == true })
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
    }
}
