import Net

/// The path of TCP: connection requests, closed as soon as they are answered. Each leaves from a port of its own, as no two
/// can be under way between the same ports.
@NetActor
final class StreamPath: PathLink {
    private let target: Endpoint
    private let context: ProbeContext
    private let news: Mailbox<PathNews>
    private var attempts: [Task<Void, Never>] = []
    /// Before the kernel repeats the request.
    private static let patienceMs = 950

    init(_ target: Endpoint, in context: ProbeContext) {
        self.target = target
        self.context = context
        news = Mailbox(capacity: 256, time: context.network.time)
    }

    func send(_ packet: PathPacket) async -> LocalError? {
        let remote = packet.series.destination(target)
        let patience = context.network.time.now.adding(milliseconds: Self.patienceMs)
        attempts.append(
            Task { @NetActor [target, context, news] in
                let result = await context.network.connect(
                    to: remote, from: context.settings.source(toward: remote, anyPort: true),
                    hopLimit: UInt8(clamping: packet.hops), until: patience)
                switch result {
                case .connected(let connection):
                    connection.close()
                    news.deliver(.reply(packet, .accepted))
                case .reset: news.deliver(.reply(packet, .reset))
                case .icmp(let error):
                    if let reply = PathReply(error, toward: target.address) { news.deliver(.reply(packet, reply)) }
                case .local(let error): news.deliver(.failed(packet, error))
                case .timedOut: break
                }
            })
        return nil
    }

    func next(until deadline: Instant) async -> PathNews? { await news.receive(until: deadline) }

    func close() {
        for attempt in attempts { attempt.cancel() }
        news.close()
    }
}
