import Net
import RTP
import TLS
import TestSupport
import Testing

@testable import Probes

/// The media of one call on a fake network.
@NetActor
struct MediaBench {
    let network = FakeNetwork()
    let session: MediaSession
    nonisolated static let remote = Endpoint(.v4(0xCB00_710A), port: 4000)
    static let local = Endpoint(FakeNetwork.host, port: 5060)

    init() throws {
        session = try MediaSession.open(beside: Self.local, ports: MediaPorts(), on: network).get()
    }

    /// A call that lasts so long after the answer.
    func call(
        _ plan: MediaPlan = plan(), ms: Int = 995, _ react: @escaping @NetActor (FakeNetwork.Sent) -> [Reaction]
    ) async throws -> MediaResult {
        network.react = react
        let (session, time) = (session, network.time)
        let done = await network.clock.run {
            session.start(plan)
            await time.sleep(until: time.now.adding(milliseconds: ms))
            return await session.stop()
        }
        return try #require(done).value
    }

    typealias Reaction = FakeNetwork.Reaction

    nonisolated static func plan(
        to remote: Endpoint = remote, encryption: MediaEncryption? = nil
    ) -> MediaPlan {
        MediaPlan(remote: remote, codec: .pcmu, payloadType: 0, expected: [101: 8000], encryption: encryption)
    }

    /// What was sent from the RTP port, or from the RTCP port.
    func sent(_ kind: DatagramKind) -> [FakeNetwork.Sent] {
        network.sent.filter { DatagramKind(of: $0.bytes) == kind }
    }
}

extension FakeNetwork.Sent {
    var isRTP: Bool { DatagramKind(of: bytes) == .rtp }

    /// Sends an RTP packet back.
    func echo(from source: Endpoint? = nil, afterMs: Int = 30) -> [FakeNetwork.Reaction] {
        isRTP ? [.datagram(bytes, from: source ?? remote, afterMs: afterMs)] : []
    }
}
