import Net
import TLS
import TestSupport
import Testing

@testable import Lab
@testable import Probes

@NetActor
@Suite(.whenQuiet) struct HTTPFetchTests {
    /// What came of the page: status and path, or why there is none.
    private func fetch(
        _ page: StatusPagePlan?, at address: IPAddress, path: String = "/", over tls: LabTLS? = nil,
        deadlineMs: Int = 30_000
    ) async throws -> String {
        let network = SystemNetwork()
        let port = UInt16.random(in: 10_000..<30_000)
        let endpoint = Endpoint(address, port: port)
        let server = try page.map { page throws(LabProblem) in
            var plan = StatusPageServer.Plan(endpoint, page)
            plan.tls = tls
            return try StatusPageServer.start(plan, on: network)
        }
        defer { server?.stop() }
        var settings = ProbeSettings()
        settings.deadlineMs = deadlineMs
        if tls != nil { settings.trust = try LabAuthority.shared.get().root.trust }
        let context = ProbeContext(
            target: nil, settings: settings, network: network, nameServers: NameServers([]), started: network.time.now)
        defer { context.close() }
        let scheme = tls == nil ? "http" : "https"
        do {
            let url = try HTTPURL("\(scheme)://\(endpoint)\(path)")
            let (response, source) = try await HTTPFetch(in: context).get(url)
            return "\(response.status) \(source.target)"
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [IPAddress.loopbackIPv4, .loopbackIPv6])
    func page(_ address: IPAddress) async throws {
        #expect(try await fetch(.operationalHTML, at: address, path: "/status?x=1") == "200 /status?x=1")
    }

    @Test func redirectLoop() async throws {
        #expect(try await fetch(.redirectLoop, at: .loopbackIPv4).hasPrefix("more than 3 redirects"))
    }

    @Test func nobodyListens() async throws {
        #expect(try await fetch(nil, at: .loopbackIPv4).hasSuffix("refuses the connection"))
    }

    @Test func tooSlow() async throws {
        #expect(
            try await fetch(.drip, at: .loopbackIPv4, deadlineMs: 1500).hasSuffix("the run ended before an answer came")
        )
    }

    /// A page over https is one only from a server that proves to be the URL's.
    @Test(arguments: [
        (LabTLS.Signature.trusted, "127.0.0.1", "200 /"), (.trusted, "127.0.0.2", "its certificate names"),
        (.own, "127.0.0.1", "its certificate is self-signed"), (.stranger, "127.0.0.1", "unknown to this host"),
        (.alone, "127.0.0.1", "does not send the certificate of its issuer"),
    ])
    func https(_ signature: LabTLS.Signature, _ name: String, _ words: String) async throws {
        var tls = LabTLS("status.example.com")
        tls.certificate.addresses = [name]
        tls.signature = signature
        #expect(try await fetch(.operationalHTML, at: .loopbackIPv4, over: tls).contains(words))
    }

    /// What https has proven is not given up for a redirect.
    @Test func redirectToHTTP() async throws {
        var tls = LabTLS("status.example.com")
        tls.certificate.addresses = ["127.0.0.1"]
        let page = StatusPagePlan(
            "301 Moved Permanently", contentType: "text/html", location: "http://status.example.com/", body: .whole([]))
        #expect(
            try await fetch(page, at: .loopbackIPv4, over: tls).hasSuffix(
                "redirects to http://status.example.com/, where nobody proves who answers"))
    }
}
