import Net
import SIP
import Testing

@testable import Probes

/// A path of routers, as a table: what lies behind each hop limit, for packets that nothing stops before.
@NetActor
struct FakePath {
    /// From the first hop on; nil keeps silent.
    var routers: [String?] = ["192.0.2.1", "198.51.100.1"]
    var target = "203.0.113.10"
    /// What is dropped, and behind how many hops: a packet that would go further is lost. (A router's forwarding counts
    /// the hop before it filters.)
    var drops: [(behind: Int, what: @NetActor (FakeNetwork.Sent) -> Bool)] = []
    /// What a hop answers in the target's place, whatever lies behind.
    var answersAt: (hop: Int, what: @NetActor (FakeNetwork.Sent) -> Bool)?
    /// What the server answers.
    var answers: @NetActor (FakeNetwork.Sent) -> Bool = FakePath.isSIP
    var interceptorSays = 200
    var controlIsClosed = true
    /// The hop whose router knows no way further, and the packets that it says so to; to others it keeps silent.
    var endsAt: (hop: Int, tells: @NetActor (FakeNetwork.Sent) -> Bool)?
    var rttMs = 10

    static func isSIP(_ sent: FakeNetwork.Sent) -> Bool { sent.request != nil }
    static func isInvite(_ sent: FakeNetwork.Sent) -> Bool { sent.request?.method == .invite }
    static func isOptions(_ sent: FakeNetwork.Sent) -> Bool { sent.request?.method == .options }
    static func toSIPPort(_ sent: FakeNetwork.Sent) -> Bool { sent.remote.port == 5060 }

    /// Reacts to every datagram as this path would.
    func install(on network: FakeNetwork) {
        network.react = { sent in reaction(to: sent).map { [$0] } ?? [] }
    }

    private func reaction(to sent: FakeNetwork.Sent) -> FakeNetwork.Reaction? {
        let hops = Int(sent.hopLimit ?? 64)
        if let (hop, what) = answersAt, hops >= hop, what(sent) { return sent.answer(interceptorSays, afterMs: rttMs) }
        if let (hop, tells) = endsAt, hops > hop {
            return tells(sent) ? sent.icmp(3, 1, from: routers[hop - 1] ?? target, afterMs: rttMs) : nil
        }
        let stop = drops.filter { $0.what(sent) }.map(\.behind).min() ?? .max
        if hops <= min(stop, routers.count) {
            return routers[hops - 1].map { sent.icmp(11, 0, from: $0, afterMs: rttMs) }
        }
        guard stop > routers.count else { return nil }
        if sent.remote.port != 5060 { return controlIsClosed ? sent.icmp(3, 3, from: target, afterMs: rttMs) : nil }
        return answers(sent) ? sent.answer(200, afterMs: rttMs) : nil
    }
}

/// A path, and what the trace says of it.
struct PathRow: Sendable, CustomTestStringConvertible {
    var name: String
    var path: @NetActor @Sendable () -> FakePath
    var outcome: String
    var place: String
    /// Packets that may be sent at most.
    var most = 12
    var testDescription: String { name }
}
