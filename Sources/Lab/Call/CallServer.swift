package import Net
package import SIP

/// A provider's server over UDP and TCP, and what is put over it: whom it serves and whom it knows, and the callees behind it.
@NetActor
package final class CallServer: LabServer {
    package struct Plan: Sendable {
        package var endpoints: [Endpoint]
        /// By the user part of the Request-URI.
        package var callees: [String: CallScript]
        /// What everybody else does.
        package var others: CallScript
        /// Hosts of a Request-URI that it serves, as they are written; nil: all.
        package var hosts: Set<String>?
        /// What requests for any other host get.
        package var foreign = SIPReply(404)
        /// Nil lets everybody in.
        package var auth: AuthPolicy?
        /// Nil: REGISTER is not allowed.
        package var registrar: RegistrarPlan?
        /// What is over TCP: nil is nothing.
        package var tls: LabTLS?
        package var hasWebSocket = false
        /// What the network does to datagrams; a stream is spared.
        package var weather: Weather?
        package var timers = TimerSettings()

        package init(_ endpoints: [Endpoint], callees: [String: CallScript] = [:], others: CallScript) {
            self.endpoints = endpoints
            self.callees = callees
            self.others = others
        }
    }

    /// Every call that was seen; the first so many.
    package private(set) var book = CallBook()
    private let plan: Plan
    private let scope: ServerScope
    private let responder = SIPResponder()
    private let began: Instant
    private var weather: Weather?
    private var gate: AuthGate?
    private var registrar: Registrar?
    /// Those of which something may still come, by their place in the book.
    private var active: [Int: ActiveCall] = [:]
    /// The same by Call-ID: each attempt of a caller is a call of its own.
    private var places: [String: [Int]] = [:]

    private static let maximumCalls = 50_000
    private static let portAttempts = 8

    private init(_ plan: Plan, _ network: any Network) {
        self.plan = plan
        scope = ServerScope(network)
        began = network.time.now
        weather = plan.weather
        gate = plan.auth.map { [responder] in AuthGate($0, tag: responder.tag) }
        registrar = plan.registrar.map(Registrar.init)
    }

    package static func start(_ plan: Plan, on network: any Network) throws(LabProblem) -> CallServer {
        let server = CallServer(plan, network)
        let listener = SIPListener(scope: server.scope)
        do throws(LabProblem) {
            let tls = try plan.tls.map { tls throws(LabProblem) in try tls.settings() }
            let layers = StreamLayers(tls: tls, hasWebSocket: plan.hasWebSocket)
            for endpoint in plan.endpoints {
                try listener.receive(at: endpoint) { [weak server] in server?.arrived($0, $1) }
                try listener.listen(at: endpoint, through: layers) { [weak server] in server?.arrived($0, $1) }
            }
        } catch {
            server.stop()
            throw error
        }
        return server
    }

    package func stop() {
        scope.close()
        for call in active.values { call.stop() }
        active = [:]
        places = [:]
    }

    // MARK: - The network

    private func arrived(_ message: Message, _ way: SIPWay) {
        pass(over: way) { [weak self] in self?.receive(message, way) }
    }

    private func send(_ bytes: [UInt8], _ way: SIPWay) {
        pass(over: way) { [weak self] in self?.scope.run { await way.send(bytes) } }
    }

    private func pass(over way: SIPWay, _ deliver: @escaping @NetActor () -> Void) {
        guard !way.transport.isReliable, let arrivals = weather?.arrivals() else { return deliver() }
        for delay in arrivals {
            if delay == 0 {
                deliver()
            } else {
                scope.run { [scope] in if await scope.sleep(milliseconds: delay) { deliver() } }
            }
        }
    }

    // MARK: - Requests and responses

    private func receive(_ message: Message, _ way: SIPWay) {
        let known = places[message.callID?.text ?? "", default: []].lazy.compactMap { self.active[$0] }
        if let call = known.first(where: { $0.party.owns(message) }) { return call.receive(message, way) }
        guard let method = message.method, method != .ack else { return }
        if message.to?.tag != nil || method == .cancel { return answer(SIPReply(481), to: message, way) }
        let refusal = serves(message) ? gate?.refusal(of: message) : plan.foreign
        if method == .invite { return take(message, refusal.map(CallScript.refused) ?? script(for: message), way) }
        answer(refusal ?? reply(to: message, method), to: message, way)
    }

    private func serves(_ request: Message) -> Bool {
        guard let hosts = plan.hosts, case .sip(let uri)? = request.requestURI else { return true }
        return hosts.contains(uri.host.description)
    }

    private func script(for invite: Message) -> CallScript {
        plan.callees[invite.requestURI?.sip?.user ?? ""] ?? plan.others
    }

    private func reply(to request: Message, _ method: SIP.Method) -> SIPReply {
        if method == .options { return SIPReply(200) }
        if method == .register, let reply = registrar?.answer(to: request, now: now) { return reply }
        return SIPReply(405, [Header(.allow, CalledParty.allowed)])
    }

    /// Milliseconds since the server began.
    private var now: Int { Int(scope.network.time.now.milliseconds(since: began)) }

    private func answer(_ reply: SIPReply, to request: Message, _ way: SIPWay) {
        guard let bytes = responder.bytes(of: reply, to: request, from: way.source, nil) else { return }
        send(bytes, way)
    }

    private func take(_ invite: Message, _ script: CallScript, _ way: SIPWay) {
        let place = book.calls.count
        guard place < Self.maximumCalls, let callID = invite.callID else {
            return answer(SIPReply(503), to: invite, way)
        }
        let echo = script.hasMedia ? openMedia(script.media, at: way.local) : nil
        let setting = PartySetting(
            local: way.local, source: way.source, transport: way.transport, timers: plan.timers,
            media: echo?.endpoint ?? way.local, tag: "\(responder.tag)-\(place)",
            atMs: now)
        let call = ActiveCall(
            CalledParty(invite, script, setting), way, echo, scope.network.time,
            send: { [weak self] in self?.send($0, $1) },
            changed: { [weak self] in self?.enter($0, at: place, callID) })
        book.calls.append(call.party.record)
        active[place] = call
        places[callID.text, default: []].append(place)
        call.start()
    }

    /// On an even port from 10000 on, as RTP likes it (RFC 3550 11); none where descriptors have run out.
    private func openMedia(_ behavior: RTPEcho.Behavior, at local: Endpoint) -> RTPEcho? {
        for _ in 0..<Self.portAttempts {
            let port = 2 * UInt16.random(in: 5_000..<32_000)
            let echo = try? RTPEcho.start(at: Endpoint(local.address, port: port), behavior, on: scope.network)
            if let echo { return echo }
        }
        return nil
    }

    private func enter(_ call: ActiveCall, at place: Int, _ callID: CallID) {
        book.calls[place] = call.party.record
        guard call.isForgotten else { return }
        call.stop()
        active[place] = nil
        places[callID.text]?.removeAll { $0 == place }
        if places[callID.text]?.isEmpty == true { places[callID.text] = nil }
    }
}
