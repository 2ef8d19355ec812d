import Lab
import Net
import TestSupport
import Testing

@testable import Probes

@NetActor
@Suite(.whenQuiet) struct HTTPFetchTests {
    private func fetch(_ page: StatusPagePlan?, at address: IPAddress, path: String = "/", deadlineMs: Int = 30_000)
        async throws -> String
    {
        let network = SystemNetwork()
        let port = UInt16.random(in: 10_000..<30_000)
        let endpoint = Endpoint(address, port: port)
        let server = try page.map { page throws(LabProblem) in
            try StatusPageServer.start(.init(endpoint, page), on: network)
        }
        defer { server?.stop() }
        var settings = ProbeSettings()
        settings.deadlineMs = deadlineMs
        let context = ProbeContext(
            target: nil, settings: settings, network: network, nameServers: NameServers([]), started: network.time.now)
        defer { context.close() }
        do {
            let (response, source) = try await HTTPFetch(in: context).get(try HTTPURL("http://\(endpoint)\(path)"))
            return "\(response.status) \(source.target)"
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: [IPAddress.loopbackIPv4, .loopbackIPv6])
    func page(_ address: IPAddress) async throws {
        #expect(try await fetch(.operationalHTML, at: address, path: "/status?x=1") == "200 /status?x=1")
    }

    /// A page that has moved to https is told apart from one that is broken.
    @Test func redirectToHTTPS() async throws {
        let page = StatusPagePlan(
            "301 Moved Permanently", contentType: "text/html", location: "https://status.example.com/x",
            body: .whole([]))
        let words = try await fetch(page, at: .loopbackIPv4)
        #expect(
            words.hasSuffix(
                "/ redirects to https://status.example.com/x: https needs TLS, which this version does not speak"))
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

    @Test func https() async throws {
        let context = try Bench().context
        let error = await #expect(throws: FetchProblem.self) {
            try await HTTPFetch(in: context).get(try HTTPURL("https://status.example.com/"))
        }
        #expect(error?.description.contains("https needs TLS") == true)
    }
}
