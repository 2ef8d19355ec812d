import Net
import TLS
import Testing

struct WebSocketConnectionTests {
    @Test(arguments: [false, true])
    func messagesGoBothWays(isSecure: Bool) async throws {
        let (client, server) = try await pair(isSecure: isSecure)
        let long = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
        for message in [Array("one".utf8), Array("two".utf8), long] {
            #expect(await client.send(message, until: patience) == .sent)
        }
        #expect(await server.receive(until: patience) == .bytes(Array("one".utf8)))
        #expect(await server.receive(until: patience) == .bytes(Array("two".utf8)))
        let arrived = await server.receive(until: patience) == .bytes(long)
        #expect(arrived)
        #expect(await server.send(long, until: patience) == .sent)
        let cameBack = await client.receive(until: patience) == .bytes(long)
        #expect(cameBack)

        await client.close()
        #expect(await server.receive(until: patience) == .closed)
        await server.close()
    }

    @Test func aServerOfAnotherKind() async throws {
        let below = try await connectedPair(.v4)
        _ = await below.server.send(Array("HTTP/1.1 403 Forbidden\r\n\r\n".utf8), until: patience)
        let result = await WebSocketConnection.open(
            over: below.client, host: "example.com", path: "/", until: patience, time: network.time)
        #expect(result.failure == .refused(status: 403, reason: "Forbidden"))
        await below.server.close()
    }

    @Test func silence() async throws {
        let below = try await connectedPair(.v4)
        let result = await WebSocketConnection.open(
            over: below.client, host: "example.com", path: "/", until: soon(50), time: network.time)
        #expect(result.failure == .silent)
        await below.server.close()
    }

    private func pair(isSecure: Bool) async throws -> (client: WebSocketConnection, server: WebSocketConnection) {
        let below = try await connectedPair(.v4)
        let accepting = Task {
            let stream = isSecure ? try await secured(server: below.server) : below.server
            let result = await WebSocketConnection.accept(over: stream, until: patience, time: network.time)
            return try #require(result.connection)
        }
        let stream = isSecure ? try await secured(client: below.client) : below.client
        let result = await WebSocketConnection.open(
            over: stream, host: "example.com", path: "/", until: patience, time: network.time)
        return (try #require(result.connection), try await accepting.value)
    }

    private func secured(client below: any StreamConnection) async throws -> any StreamConnection {
        let result = await TLSConnection.open(
            over: below, settings: TLSSettings(), until: patience, time: network.time)
        return try #require(result.connection)
    }

    private func secured(server below: any StreamConnection) async throws -> any StreamConnection {
        let forged = try ForgedCertificate(selfSigned: CertificatePlan("example.com"))
        let result = await TLSConnection.accept(
            over: below, settings: TLSServerSettings(identity: forged.identity()), until: patience, time: network.time)
        return try #require(result.connection)
    }
}
