import Net
import STUN
import TestSupport

@testable import Probes

/// A NAT in virtual time, and a STUN server with two addresses behind it.
@NetActor
final class FakeNAT {
    enum Mapping { case independent, byAddress, byPort }
    enum Filtering { case open, byAddress, byPort }

    var mapping = Mapping.independent
    var filtering = Filtering.byPort
    /// Milliseconds that an unused mapping lives.
    var lifeMs = Int.max
    var keepsPorts = false
    /// The server answers CHANGE-REQUEST from where it was asked.
    var isServerLying = false
    var isServerPlain = false
    var knowsResponsePort = true
    var hairpins = false

    private let outside = IPAddress.v4(0xCB00_7107)
    private let network: FakeNetwork
    private var mappings: [Key: Entry] = [:]
    private var nextPort: UInt16 = 61_000

    static let server = Endpoint(.v4(0xC633_6401), port: 3478)
    static let other = Endpoint(.v4(0xC633_6402), port: 3479)

    private struct Entry {
        var port: UInt16
        var usedMs: Int
        var sentTo: Set<Endpoint> = []
    }

    private struct Key: Hashable {
        var inside: Endpoint
        var toward: Endpoint?
    }

    init(_ network: FakeNetwork) {
        self.network = network
        network.react = { [unowned self] in take($0) }
    }

    private func key(_ inside: Endpoint, _ remote: Endpoint) -> Key {
        switch mapping {
        case .independent: Key(inside: inside)
        case .byAddress: Key(inside: inside, toward: Endpoint(remote.address, port: 0))
        case .byPort: Key(inside: inside, toward: remote)
        }
    }

    private func take(_ sent: FakeNetwork.Sent) -> [FakeNetwork.Reaction] {
        let key = key(sent.local, sent.remote)
        let known = mappings[key].flatMap { sent.ms - $0.usedMs > lifeMs ? nil : $0 }
        var entry = known ?? Entry(port: keepsPorts ? sent.local.port : nextPort, usedMs: sent.ms)
        nextPort += 1
        entry.usedMs = sent.ms
        entry.sentTo.insert(sent.remote)
        mappings[key] = entry
        if sent.remote.address == outside {
            if hairpins { deliver(sent.bytes, from: Endpoint(outside, port: entry.port), to: sent.remote.port) }
            return []
        }
        return answer(sent, mapped: Endpoint(outside, port: entry.port))
    }

    private func answer(_ sent: FakeNetwork.Sent, mapped: Endpoint) -> [FakeNetwork.Reaction] {
        guard case .message(let request) = STUNMessage.parse(sent.bytes), let address = TransportAddress(mapped) else {
            return []
        }
        var source = sent.remote
        if let change = try? request.changeRequest(), !isServerLying {
            if change.changeIP { source.address = Self.other.address }
            if change.changePort { source.port = Self.other.port }
        }
        var response = BindingResponse(mapped: address)
        if !isServerPlain {
            response.responseOrigin = TransportAddress(source)
            response.otherAddress = TransportAddress(Self.other)
        }
        guard let bytes = response.answer(to: request) else { return [] }
        let port = knowsResponsePort ? (try? request.responsePort()).flatMap(\.self) : nil
        let (network, from) = (network, source)
        _ = network.time.schedule(at: network.time.now.adding(milliseconds: 20)) { [weak self] in
            self?.deliver(bytes, from: from, to: port ?? mapped.port)
        }
        return []
    }

    /// Lets a packet in, if the NAT does.
    private func deliver(_ bytes: [UInt8], from source: Endpoint, to port: UInt16) {
        let now = Int(network.clock.now.nanoseconds / 1_000_000)
        guard let (key, entry) = mappings.first(where: { $0.value.port == port && now - $0.value.usedMs <= lifeMs })
        else { return }
        let isWelcome =
            switch filtering {
            case .open: true
            case .byAddress: entry.sentTo.contains { $0.address == source.address }
            case .byPort: entry.sentTo.contains(source)
            }
        if isWelcome || source.address == outside { network.deliver(bytes, from: source, to: key.inside.port) }
    }
}
