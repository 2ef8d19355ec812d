package import Net
import SIP

/// A SIP server over UDP and TCP, and what is put over it, that behaves as its plan says.
@NetActor
package final class SIPServer: LabServer {
    /// Where it listens, and what it does there.
    package struct Plan: Sendable {
        package var endpoints: [Endpoint]
        package var udp: SIPBehavior
        package var tcp: SIPBehavior
        /// What is over TCP: nil is nothing.
        package var tls: LabTLS?
        package var hasWebSocket = false
        package var temper = SIPTemper()

        package init(_ endpoint: Endpoint, udp: SIPBehavior, tcp: SIPBehavior) {
            self.init(endpoints: [endpoint], udp: udp, tcp: tcp)
        }

        /// One server with many addresses: answers leave from the address that was asked.
        package init(endpoints: [Endpoint], udp: SIPBehavior, tcp: SIPBehavior) {
            self.endpoints = endpoints
            self.udp = udp
            self.tcp = tcp
        }
    }

    /// Requests that arrived, retransmissions and ACKs included.
    package private(set) var requestCount = 0
    private let scope: ServerScope
    private let listener: SIPListener
    private let responder = SIPResponder()
    /// INVITEs that wait for their CANCEL, by branch.
    private var ringing: [String: Message] = [:]

    private var temper: SIPTemper

    private static let maximumRinging = 1000

    private init(_ network: any Network, _ temper: SIPTemper) {
        self.temper = temper
        scope = ServerScope(network)
        listener = SIPListener(scope: scope)
    }

    package static func start(_ plan: Plan, on network: any Network) async throws(LabProblem) -> SIPServer {
        let server = SIPServer(network, plan.temper)
        do throws(LabProblem) {
            let tls = try plan.tls.map { tls throws(LabProblem) in try tls.settings() }
            let layers = StreamLayers(tls: tls, hasWebSocket: plan.hasWebSocket)
            for endpoint in plan.endpoints {
                try server.openUDP(endpoint, plan.udp)
                try await server.openTCP(endpoint, plan.tcp, layers)
            }
        } catch {
            server.stop()
            throw error
        }
        return server
    }

    package func stop() {
        scope.close()
        ringing = [:]
    }

    private func openUDP(_ endpoint: Endpoint, _ behavior: SIPBehavior) throws(LabProblem) {
        switch behavior {
        case .closed: try PortCheck.udpIsFree(endpoint, scope.network)
        case .silent, .vanishing, .hangsUp: try scope.receive(at: endpoint) { _, _ in }
        case .answers(let answers):
            let other = try answers.leavesFrom.map { address throws(LabProblem) in
                try scope.receive(at: Endpoint(address, port: endpoint.port)) { _, _ in }
            }
            try listener.receive(at: endpoint, leavingFrom: other) { [self] in receive($0, answers, $1) }
        }
    }

    private func openTCP(
        _ endpoint: Endpoint, _ behavior: SIPBehavior, _ layers: StreamLayers
    ) async throws(LabProblem) {
        switch behavior {
        case .closed: try PortCheck.tcpIsFree(endpoint, scope.network)
        case .vanishing: try await scope.listenWithFullQueue(at: endpoint)
        case .silent:
            try scope.listen(at: endpoint) { connection in
                while case .bytes = await connection.receive(until: .distantFuture) {}
            }
        case .hangsUp:
            try scope.listen(at: endpoint) { connection in _ = await connection.receive(until: .distantFuture) }
        case .answers(let answers):
            try listener.listen(at: endpoint, through: layers) { [self] in receive($0, answers, $1) }
        }
    }

    private func receive(_ request: Message, _ answers: SIPAnswers, _ way: SIPWay) {
        requestCount += 1
        if answers.reflects { return reflect(request, answers, way) }
        guard let method = request.method, var reaction = answers.reaction(to: method) else { return }
        switch temper.receive(request, over: way.transport) {
        case .taken: break
        case .refused: reaction = SIPReaction([SIPReply(513)])
        case .ignored: return
        }
        let seen = answers.seenAs?.mapping(of: way.source) ?? way.source
        if answers.hasALG { reaction.disguise = .restored(inside: way.source.sentBy, outside: seen.sentBy) }
        let branch = request.topVia?.branch ?? ""
        if reaction.endsOnCancel {
            // Calls that nobody cancelled; forgetting them costs a 487 at worst.
            if ringing.count >= Self.maximumRinging { ringing = [:] }
            ringing[branch] = request
        }
        let cancelled = method == .cancel ? ringing.removeValue(forKey: branch) : nil
        scope.run { [self, reaction] in
            guard await scope.sleep(milliseconds: reaction.delayMs) else { return }
            for reply in reaction.replies {
                await self.send(reply, to: request, from: seen, reaction, way)
            }
            if let cancelled { await self.send(SIPReply(487), to: cancelled, from: seen, reaction, way) }
        }
    }

    private func reflect(_ request: Message, _ answers: SIPAnswers, _ way: SIPWay) {
        let rewriting = answers.rewritesTo.map { SIPRewriting(from: way.source.address, to: $0) }
        guard let arrived = rewriting.map({ $0.apply(to: request) }) ?? request else { return }
        let answer = Reflection.answer(
            to: arrived, octets: arrived.bytes, from: way.source.sentBy,
            limit: way.transport.isReliable ? .max : arrived.bytes.count)
        guard let answer else { return }
        scope.run { await way.send(answer) }
    }

    private func send(
        _ reply: SIPReply, to request: Message, from source: Endpoint, _ reaction: SIPReaction, _ way: SIPWay
    ) async {
        guard let bytes = responder.bytes(of: reply, to: request, from: source, reaction.disguise) else { return }
        for copy in 0..<reaction.copies {
            guard !scope.isClosed else { return }
            await way.send(bytes)
            // Sending many must not keep the reactor from everybody else.
            if copy % 64 == 63 { await NetActor.yield() }
        }
    }
}
