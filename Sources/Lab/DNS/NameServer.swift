package import DNS
package import Net

/// A name server over UDP and TCP, for one zone; names outside of it do not exist.
@NetActor
package final class NameServer: LabServer {
    package struct Plan: Sendable {
        package var endpoint: Endpoint
        package var zone: Zone
        package var behavior: Behavior
        /// One of the zone's own, and no resolver.
        package var isAuthority = false

        package init(endpoint: Endpoint, zone: Zone, behavior: Behavior = .answers) {
            self.endpoint = endpoint
            self.zone = zone
            self.behavior = behavior
        }
    }

    package enum Behavior: Sendable {
        case answers
        /// Nothing listens: the kernel answers for it, by ICMP or a reset.
        case closed
        case silent
        /// This code to every question; the error goes to those who speak EDNS.
        case fails(ResponseCode, ExtendedError? = nil)
        /// SERVFAIL with this error, and the right answer to a question that forbids checking (CD).
        case bogus(ExtendedError)
        /// Over UDP every answer is cut to nothing; TCP has it.
        case truncates
        /// The same, and nothing listens for TCP.
        case cuts
        /// No answer to questions for these types.
        case ignores(Set<RecordType>)
        /// "No such record" to questions for these types.
        case denies(Set<RecordType>)
        /// No answer to a query with EDNS.
        case ignoresEDNS
        /// Answers have the id of another query.
        case forges
        case late(milliseconds: Int)
    }

    private let plan: Plan
    private let scope: ServerScope

    private init(_ plan: Plan, _ network: any Network) {
        self.plan = plan
        scope = ServerScope(network)
    }

    package static func start(_ plan: Plan, on network: any Network) throws(LabProblem) -> NameServer {
        let server = NameServer(plan, network)
        do throws(LabProblem) {
            try server.open()
        } catch {
            server.stop()
            throw error
        }
        return server
    }

    package func stop() {
        scope.close()
    }

    private func open() throws(LabProblem) {
        if case .closed = plan.behavior {
            try PortCheck.udpIsFree(plan.endpoint, scope.network)
            return try PortCheck.tcpIsFree(plan.endpoint, scope.network)
        }
        try scope.receive(at: plan.endpoint) { [self] datagram, socket in
            answer(datagram.bytes, overTCP: false) { _ = await socket.send($0, to: datagram.from) }
        }
        if case .cuts = plan.behavior { return try PortCheck.tcpIsFree(plan.endpoint, scope.network) }
        try scope.listen(at: plan.endpoint) { [self] connection in await serve(connection) }
    }

    private func serve(_ connection: any StreamConnection) async {
        let time = scope.network.time
        var framing = StreamFraming()
        while case .bytes(let bytes) = await connection.receive(until: .distantFuture) {
            for query in framing.receive(bytes) {
                answer(query, overTCP: true) { reply in
                    let deadline = time.now.adding(milliseconds: 5000)
                    _ = await connection.send(StreamFraming.frame(reply), until: deadline)
                }
            }
        }
    }

    private func answer(
        _ query: [UInt8], overTCP: Bool, _ send: @escaping @NetActor (_ reply: [UInt8]) async -> Void
    ) {
        guard let reply = NameReply(plan).bytes(to: query, overTCP: overTCP) else { return }
        var delay = 0
        if case .late(let milliseconds) = plan.behavior { delay = milliseconds }
        scope.run { [self] in
            if await scope.sleep(milliseconds: delay) { await send(reply) }
        }
    }
}
