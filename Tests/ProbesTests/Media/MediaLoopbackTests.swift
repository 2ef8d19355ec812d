import Lab
import Net
import RTP
import TestSupport
import Testing

@testable import Probes

/// The same on the kernel's sockets, against the lab's echo.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(2)))
struct MediaLoopbackTests {
    private static let network = SystemNetwork()
    private static let address = IPAddress.v4(0x7F00_0051)

    /// Media until the other side has got so many packets.
    private func call(_ behavior: RTPEcho.Behavior, packets: Int = 15) async throws -> MediaResult {
        let echo = try RTPEcho.start(at: Endpoint(Self.address, port: 0), behavior, on: Self.network)
        defer { echo.stop() }
        let local = Endpoint(.loopbackIPv4, port: 0)
        let session = try MediaSession.open(beside: local, ports: MediaPorts(), on: Self.network).get()
        session.start(MediaPlan(remote: echo.endpoint, codec: .pcma, payloadType: 8))
        // The stream runs in real time: that it does is what is tested.
        for _ in 0..<2000 where echo.received < packets {
            await Self.network.time.sleep(until: Self.network.time.now.adding(milliseconds: 5))
        }
        return await session.stop()
    }

    @Test func echoed() async throws {
        let result = try await call(.echoes)
        #expect(MediaVerdict(result) == .twoWay)
        #expect(result.sent >= 15 && result.received >= 10 && result.lost == 0 && result.payloadTypes == [8])
        #expect(result.sendError == nil)
    }

    @Test func fromAnotherPort() async throws {
        let result = try await call(.fromPort(0))
        #expect(MediaVerdict(result) == .elsewhere)
        #expect(result.from?.address == Self.address)
    }

    @Test func silent() async throws {
        let result = try await call(.silent)
        #expect(MediaVerdict(result) == .noInbound && result.sent >= 15)
    }

    /// Nothing listens where the SDP says: the kernel's ICMP error is told.
    @Test func closedPort() async throws {
        let local = Endpoint(.loopbackIPv4, port: 0)
        let session = try MediaSession.open(beside: local, ports: MediaPorts(), on: Self.network).get()
        let closed = try Self.network.openDatagramSocket(at: Endpoint(Self.address, port: 0)).get()
        closed.close()
        session.start(MediaPlan(remote: closed.local, codec: .pcmu, payloadType: 0))
        // The stream runs in real time, and the kernel's ICMP error comes after a packet of it.
        await Self.network.time.sleep(until: Self.network.time.now.adding(milliseconds: 500))
        let result = await session.stop()
        #expect(MediaVerdict(result) == .noInbound)
        #expect(result.icmp == "ICMP 3/3 port unreachable from 127.0.0.81")
    }

    @Test func portsAreFreeAgain() async throws {
        let local = Endpoint(.loopbackIPv4, port: 0)
        let session = try MediaSession.open(beside: local, ports: MediaPorts(), on: Self.network).get()
        let port = session.port
        _ = await session.stop()
        for number in [port, port + 1] {
            let again = try Self.network.openDatagramSocket(at: Endpoint(.loopbackIPv4, port: number)).get()
            again.close()
        }
    }
}
