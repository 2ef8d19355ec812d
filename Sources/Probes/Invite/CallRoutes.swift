import DNS
import Net
import SIP

/// The ways that the requests of one call take: where its INVITE goes, and where Contact and Record-Route lead.
@NetActor
final class CallRoutes {
    let flow: any SIPChannel
    private let context: ProbeContext
    private let callID: String
    private let deliver: @NetActor (SocketEvent, CallDestination) -> Void
    /// By the channel's address and transport.
    private var others: [Hop: any SIPChannel] = [:]
    private var hops: [CallDestination: Hop] = [:]
    private var readers: [Task<Void, Never>] = []

    private struct Hop: Hashable {
        var endpoint: Endpoint
        var transport: ServerLocator.Transport
    }

    /// A server that names a new place in each answer does not get a socket for each.
    private static let maximumHops = 16

    init(
        flow: any SIPChannel, callID: String, in context: ProbeContext,
        deliver: @escaping @NetActor (SocketEvent, CallDestination) -> Void
    ) {
        self.flow = flow
        self.callID = callID
        self.context = context
        self.deliver = deliver
        listen(to: flow, as: .flow)
    }

    /// The channel that leads there, opened if need be; a failure says why nothing can be sent.
    func channel(to destination: CallDestination) async -> Result<any SIPChannel, ChannelOpening.ChannelFailure> {
        guard let hop = await hop(to: destination) else { return .failure(.init(ending: .notBuilt)) }
        if hop.endpoint == flow.remote, hop.transport == flow.transport { return .success(flow) }
        if let open = others[hop] { return .success(open) }
        guard others.count < Self.maximumHops else { return .failure(.init(ending: .overLimit)) }
        // An ACK or a BYE has to get there, whoever's certificate it is.
        let opened = await context.open(
            toward: hop.endpoint, over: hop.transport, isLenient: true, until: context.patience
        ).result
        if case .success(let channel) = opened {
            others[hop] = channel
            listen(to: channel, as: destination)
        }
        return opened
    }

    func close() {
        for reader in readers { reader.cancel() }
        flow.close()
        for channel in others.values { channel.close() }
    }

    private func listen(to channel: any SIPChannel, as destination: CallDestination) {
        let mailbox = Mailbox<SocketEvent>(capacity: 256, time: context.network.time)
        channel.listen(branch: nil, callID: callID, into: mailbox)
        readers.append(
            Task { @NetActor [deliver] in
                while let event = await mailbox.receive(until: .distantFuture) { deliver(event, destination) }
            })
    }

    private func hop(to destination: CallDestination) async -> Hop? {
        if let known = hops[destination] { return known }
        let flowHop = Hop(endpoint: flow.remote, transport: flow.transport)
        let found: Hop?
        switch destination {
        case .flow: found = flowHop
        case .address(let place): found = Endpoint(place).map { Hop(endpoint: $0, transport: flow.transport) }
        case .uri(let uri): found = await located(uri)
        }
        hops[destination] = found
        return found
    }

    /// RFC 3263, but for what the connection of the INVITE leads to already: servers name themselves without their
    /// transport, and a browser's peer has no other way at all (RFC 3261 18, RFC 7118 5).
    private func located(_ uri: URI) async -> Hop? {
        let flowHop = Hop(endpoint: flow.remote, transport: flow.transport)
        guard case .sip(let sip) = uri, flow.transport != .ws, flow.transport != .wss else { return flowHop }
        let target = await context.location(of: sip).targets.first
        guard let target, let endpoint = target.endpoint else { return nil }
        let isSameHost = endpoint.address == flow.remote.address
        if sip.transport == nil, isSameHost, flow.isReliable || endpoint.port == flow.remote.port { return flowHop }
        return Hop(endpoint: endpoint, transport: target.transport)
    }
}

extension SIPChannel {
    var isReliable: Bool { transport != .udp }
}

extension Endpoint {
    /// Nil for a name.
    init?(_ place: Via.SentBy) {
        guard let address = IPAddress(place.host) else { return nil }
        self.init(address, port: place.port.flatMap { UInt16(exactly: $0) } ?? 5060)
    }
}
