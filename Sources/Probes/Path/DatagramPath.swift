import DNS
import Net
import SIP

/// The path of UDP: every packet of it leaves from one socket, so that routers that balance load send them one way.
@NetActor
final class DatagramPath: PathLink {
    private struct Sent {
        var packet: PathPacket
        var destination: Endpoint
        var request: Message?
        /// What a quotation or an answer names it by.
        var token: String
        var isAnswered = false
    }

    private let target: Endpoint
    private let socket: any DatagramSocket
    private let time: any TimeSource
    private let build: @NetActor (PathPacket.Series, String) -> Message?
    private var sent: [Sent] = []
    /// The first answer to SIP, which shows who stands there, and how far away its sender seems.
    private(set) var answer: (response: Message, hopsBack: Int?)?
    /// How far away the target seems that sent an ICMP error.
    private(set) var targetHopsBack: Int?

    static func open(
        _ target: Endpoint, _ question: PathTrace.Question, in context: ProbeContext
    ) -> Result<DatagramPath, LocalError> {
        let bound = context.settings.source(toward: target, anyPort: true)
        return context.network.openDatagramSocket(at: bound ?? Endpoint(target.address.unspecified, port: 0)).flatMap {
            socket in
            context.network.sourceAddress(toward: target).map { source in
                let local = Endpoint(bound?.address ?? source, port: socket.local.port)
                let requests = PathRequests(question, from: local, in: context)
                return DatagramPath(target, socket, context.network.time, requests.build)
            }
        }
    }

    private init(
        _ target: Endpoint, _ socket: any DatagramSocket, _ time: any TimeSource,
        _ build: @escaping @NetActor (PathPacket.Series, String) -> Message?
    ) {
        self.target = target
        self.socket = socket
        self.time = time
        self.build = build
    }

    func send(_ packet: PathPacket) async -> LocalError? {
        let token = RandomID.branch()
        let request = build(packet.series, token)
        let destination = packet.series.destination(target)
        sent.append(Sent(packet: packet, destination: destination, request: request, token: token))
        // What begins with NUL no server takes for SIP.
        let bytes = request?.bytes ?? [0, 0, 0, 0] + Array(token.utf8)
        let result = await socket.send(bytes, to: destination, hopLimit: UInt8(clamping: packet.hops))
        if case .failed(let error) = result { return error }
        return nil
    }

    func next(until deadline: Instant) async -> PathNews? {
        while let event = await socket.receive(until: deadline) {
            switch event {
            case .icmp(let error): if let news = news(of: error) { return news }
            case .datagram(let datagram): if let news = await news(of: datagram) { return news }
            }
            // A flood of what belongs to nobody ends with the deadline.
            guard time.now < deadline else { return nil }
        }
        return nil
    }

    func close() { socket.close() }

    private func news(of error: ICMPError) -> PathNews? {
        guard let reply = PathReply(error, toward: target.address), let index = index(of: error) else { return nil }
        sent[index].isAnswered = true
        if error.offender == target.address { targetHopsBack = Self.hopsBack(error.ttl) ?? targetHopsBack }
        return .reply(sent[index].packet, reply)
    }

    /// Whose packet an ICMP error quotes. Routers may quote no more than the UDP header: then it is the latest one that
    /// waits for an answer from there, as answers come faster than packets leave.
    private func index(of error: ICMPError) -> Int? {
        let quoted = String(decoding: error.payload, as: UTF8.self)
        if let index = sent.lastIndex(where: { quoted.contains($0.token) }) { return index }
        guard !quoted.contains(Via.magicCookie) else { return nil }
        return sent.lastIndex { one in
            !one.isAnswered && one.destination == error.destination
                && (error.payload.first.map { ($0 == 0) == (one.request == nil) } ?? true)
        }
    }

    private func news(of datagram: Datagram) async -> PathNews? {
        if case .message(let response, _) = Message.parse(datagram.bytes, framing: .datagram),
            let branch = response.topVia?.branch, let index = sent.firstIndex(where: { $0.token == branch }),
            let request = sent[index].request
        {
            let match = ResponseMatcher(request: request).match(response)
            guard match == .match || match.differsOnlyInSentBy else { return nil }
            sent[index].isAnswered = true
            await acknowledge(response, to: sent[index], request)
            if sent[index].packet.series == .sip, answer == nil { answer = (response, Self.hopsBack(datagram.ttl)) }
            return .reply(sent[index].packet, .answered)
        }
        // Something answers bytes that are no SIP.
        let index = sent.lastIndex { one in
            !one.isAnswered && one.request == nil && one.destination == datagram.from
        }
        guard let index else { return nil }
        sent[index].isAnswered = true
        return .reply(sent[index].packet, .answered)
    }

    /// Who refuses an INVITE repeats that until the ACK comes (RFC 3261 17.2.1).
    private func acknowledge(_ response: Message, to one: Sent, _ request: Message) async {
        guard request.method == .invite, let code = response.statusCode, code >= 300,
            let ack = try? request.acknowledgement(of: response)
        else { return }
        _ = await socket.send(ack.bytes, to: one.destination, hopLimit: UInt8(clamping: one.packet.hops))
    }

    /// Hops that a packet has come, by the usual first values of its TTL: 64, 128 and 255.
    private static func hopsBack(_ ttl: Int?) -> Int? {
        guard let ttl, let first = [64, 128, 255].first(where: { ttl <= $0 }) else { return nil }
        return first - ttl
    }
}
