import DNS
import Net
import SIP
import TLS
import TestSupport
import Testing

@testable import Probes

/// Channels over TLS and WebSocket toward servers on loopback.
@NetActor
@Suite(.whenQuiet) struct StreamOpenerTests {
    private let network = SystemNetwork()

    private var patience: Instant { network.time.now.adding(milliseconds: 20_000) }

    private func context(_ change: (inout ProbeSettings) -> Void = { _ in }) throws -> ProbeContext {
        var settings = ProbeSettings()
        change(&settings)
        return ProbeContext(
            target: try Target("127.0.0.1"), settings: settings, network: network, nameServers: NameServers([]),
            started: network.time.now)
    }

    /// Serves connections one after the other.
    private func serve(
        _ handlers: [@Sendable @NetActor (any StreamConnection) async -> Void]
    ) throws -> (endpoint: Endpoint, done: Task<Void, Never>) {
        let listener = try network.listen(at: Endpoint(.loopbackIPv4, port: 0), backlog: 8).get()
        let patience = patience
        let task = Task { @NetActor in
            for handler in handlers {
                guard case .accepted(let connection) = await listener.accept(until: patience) else { return }
                await handler(connection)
                connection.close()
            }
            listener.close()
        }
        return (listener.local, task)
    }

    /// Asterisk serves `/ws` alone.
    @Test func webSocketTriesTheOtherPath() async throws {
        let (patience, time) = (patience, network.time)
        let heads = Mailbox<[UInt8]>()
        let server = try serve([
            { connection in
                guard case .bytes(let head) = await connection.receive(until: patience) else { return }
                heads.deliver(head)
                _ = await connection.send(Array("HTTP/1.1 404 Not Found\r\n\r\n".utf8), until: patience)
            },
            { connection in
                let accepted = await WebSocketConnection.accept(over: connection, until: patience, time: time)
                guard case .connected(let socket) = accepted else { return }
                guard case .bytes(let message) = await socket.receive(until: patience) else { return }
                heads.deliver(message)
            },
        ])
        let context = try context()
        let opening = await context.open(toward: server.endpoint, over: .ws, until: patience)
        let channel = try opening.result.get()
        #expect(await channel.send(Array("OPTIONS".utf8), until: patience) == nil)
        let head = String(decoding: await heads.receive(until: patience) ?? [], as: UTF8.self)
        #expect(head.hasPrefix("GET / HTTP/1.1\r\nHost: 127.0.0.1:\(server.endpoint.port)\r\n"))
        #expect(await heads.receive(until: patience) == Array("OPTIONS".utf8))
        channel.close()
        context.close()
        await server.done.value
    }

    /// What does not hold ends it, unless the person, or the caller, wants to go on.
    @Test(arguments: [(false, false, false), (true, false, true), (false, true, true)])
    func aCertificateThatDoesNotHold(isInsecure: Bool, isLenient: Bool, isOpen: Bool) async throws {
        let (patience, time) = (patience, network.time)
        let identity = try ForgedCertificate(selfSigned: CertificatePlan("x")).identity()
        let server = try serve([
            { connection in
                _ = await TLSConnection.accept(
                    over: connection, settings: TLSServerSettings(identity: identity), until: patience, time: time)
            }
        ])
        let context = try context { $0.isInsecure = isInsecure }
        let opening = await context.open(
            toward: server.endpoint, over: .tls, isLenient: isLenient, until: patience)
        #expect(opening.tls?.outcome == "self_signed")
        #expect(opening.tls?.complaint != nil)
        switch opening.result {
        case .success(let channel):
            #expect(isOpen)
            #expect(channel.secure != nil)
            channel.close()
        case .failure(let failure):
            #expect(!isOpen)
            let isTLS = if case .tls = failure.ending { true } else { false }
            #expect(isTLS)
        }
        context.close()
        await server.done.value
    }
}
