import Net
import TLS
import Testing

/// TLS over TCP on loopback, both ends ours.
struct TLSConnectionTests {
    private static let root = Result { try ForgedCertificate(selfSigned: .authority("Test Root")) }

    private func settings() throws -> (client: TLSSettings, server: TLSServerSettings) {
        let root = try Self.root.get()
        let leaf = try root.issue(CertificatePlan("example.com", dnsNames: ["example.com"]))
        return (TLSSettings(serverName: "example.com", trust: root.trust), TLSServerSettings(identity: leaf.identity()))
    }

    private func pair(
        _ change: (inout TLSSettings, inout TLSServerSettings) -> Void = { _, _ in }
    ) async throws -> (client: TLSOpenResult, server: TLSOpenResult) {
        var (client, server) = try settings()
        change(&client, &server)
        let below = try await connectedPair(.v4)
        let time = network.time
        let accepting = Task { [server] in
            await TLSConnection.accept(over: below.server, settings: server, until: patience, time: time)
        }
        let opened = await TLSConnection.open(over: below.client, settings: client, until: patience, time: time)
        return (opened, await accepting.value)
    }

    @Test(arguments: [TLSVersion.tls12, .tls13])
    func bytesArriveWhole(version: TLSVersion) async throws {
        let (opened, accepted) = try await pair { client, _ in client.versions = version...version }
        let client = try #require(opened.connection)
        let server = try #require(accepted.connection)
        let much = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let sending = Task { await client.send(much, until: patience) }
        var received: [UInt8] = []
        while received.count < much.count, case .bytes(let more) = await server.receive(until: patience) {
            received += more
        }
        let isWhole = received == much
        #expect(isWhole)
        #expect(await sending.value == .sent)
        #expect(await client.facts.problems == [])
        #expect(await client.facts.version == version.rawValue)
        #expect(await client.remote == server.local)

        await client.finishSending()
        #expect(await server.receive(until: patience) == .closed)
        #expect(await server.send(Array("bye".utf8), until: patience) == .sent)
        #expect(await client.receive(until: patience) == .bytes(Array("bye".utf8)))
        await server.close()
        #expect(await client.receive(until: patience) == .closed)
        #expect(await client.receive(until: patience) == .closed)
        await client.close()
        #expect(await client.send([1], until: patience) == .closed)
    }

    @Test func manySendersKeepTheRecordsInOrder() async throws {
        let (opened, accepted) = try await pair()
        let client = try #require(opened.connection)
        let server = try #require(accepted.connection)
        let senders = (0..<50).map { number in
            Task { await client.send([UInt8](repeating: UInt8(number), count: 40_000), until: patience) }
        }
        var counts: [UInt8: Int] = [:]
        while counts.values.reduce(0, +) < 50 * 40_000, case .bytes(let bytes) = await server.receive(until: patience) {
            for byte in bytes { counts[byte, default: 0] += 1 }
        }
        #expect(counts.count == 50 && counts.values.allSatisfy { $0 == 40_000 })
        for sender in senders { #expect(await sender.value == .sent) }
        await client.close()
        await server.close()
    }

    @Test func underTLS13TheMissingCertificateShowsAtTheFirstRead() async throws {
        let (opened, accepted) = try await pair { $1.clientCertificate = .required }
        let client = try #require(opened.connection)
        #expect(await client.facts.isCertificateRequested)
        #expect(await client.fault == nil)
        #expect(await client.receive(until: patience) == .reset)
        #expect(await client.fault?.fault == .clientCertificateRequired)
        #expect(await client.facts.fatalAlert?.code == 116)
        #expect(accepted.failure?.fault == .clientCertificateRequired)
        await client.close()
    }

    @Test func silenceIsAFaultAtTheDeadline() async throws {
        let below = try await connectedPair(.v4)
        let result = await TLSConnection.open(
            over: below.client, settings: try settings().client, until: soon(50), time: network.time)
        #expect(result.failure?.fault == .silent)
        #expect(await below.client.receive(until: patience) == .closed, "closed below too")
        await below.server.close()
    }

    @Test func aServerOfPlainTextIsNoTLS() async throws {
        let below = try await connectedPair(.v4)
        _ = await below.server.send(Array("SIP/2.0 400 Bad Request\r\n".utf8), until: patience)
        let result = await TLSConnection.open(
            over: below.client, settings: try settings().client, until: patience, time: network.time)
        #expect(result.failure?.fault == .notTLS)
        guard case .failed(_, let facts) = result else { return }
        #expect(facts.firstBytes.starts(with: "SIP/2.0 400".utf8))
        await below.server.close()
    }

    @Test func aServerThatHangsUpOnTheHello() async throws {
        let below = try await connectedPair(.v4)
        await below.server.finishSending()
        let result = await TLSConnection.open(
            over: below.client, settings: try settings().client, until: patience, time: network.time)
        #expect(result.failure?.fault == .closed)
        await below.server.close()
    }

    @Test func aReaderReturnsAtItsDeadlineAndWhenClosed() async throws {
        let (opened, accepted) = try await pair()
        let client = try #require(opened.connection)
        #expect(await client.receive(until: soon(20)) == .timedOut)
        let reading = Task { await client.receive(until: patience) }
        await client.close()
        #expect(await reading.value == .closed)
        await accepted.connection?.close()
    }
}
