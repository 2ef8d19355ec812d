import DNS
import Diagnosis
import Net
import SIP

/// Finds a SIP ALG from the client alone: three OPTIONS from one socket that differ in how they name their sender.
package enum ALGProbe: Probe {
    /// The port of phones: some ALGs look at what comes from there alone.
    private static let phonePort: UInt16 = 5060
    /// OPTIONS was answered: a request that is not answered soon is not wanted, and no verdict waits for it.
    private static let quickMs = 1500

    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard let transport = await transport(parameters["transport"], in: context) else {
            return Measurement("no_target", "SIP ALG: only the transport that was chosen is tried")
        }
        let addresses = await Addresses.find(["transport": transport], in: context)
        guard let address = await answering(addresses, in: context), let uri = context.target?.uri else {
            return Measurement("no_target", "SIP ALG: no address to ask")
        }
        guard [.udp, .tcp].contains(address.transport) else {
            return Measurement("hidden", "SIP ALG: none can read what goes by \(address.transport)")
        }
        var known: ALGEcho?
        if parameters["effort"] == "quick" {
            let options = await OptionsProbe.ask(address, in: context)
            guard case .answered(let response, _) = options.ending, let local = options.local else {
                return Measurement("unanswered", "SIP ALG: OPTIONS is not answered, there is nothing to compare")
            }
            let echo = ALGEcho(whereSeenBy: response)
            // Who sees the outside address where our own was named has met nobody on the way back that repairs it.
            if let seen = echo.received, seen != local.address {
                return measurement(of: ALGTrio(local: local, inside: echo), .clean, address)
            }
            known = echo
        }
        let port = parameters["source_port"] == "sip" ? phonePort : nil
        let began = context.network.time.now
        let patience = context.patience
        let opening = await context.open(
            toward: address.endpoint, over: address.transport, port: port, until: patience)
        var seen = ExchangeResult(remote: address.endpoint, isStream: address.transport != .udp)
        seen.note(opening)
        guard case .success(let channel) = opening.result else {
            return isPortTaken(seen) ? portTaken : failure(seen, since: began, in: context)
        }
        defer { channel.close() }
        guard !opening.isPortTaken else { return portTaken }

        let request = ALGRequest(
            uri: RequestIdentity.requestURI(uri), transport: address.transport, user: context.settings.from?.user)
        let run = EchoRun(channel, limitMs: known == nil ? nil : quickMs, in: context)
        var trio = await ask(run, request, from: channel.local, known)
        if let ending = run.ending { seen.ending = ending }
        guard trio.inside != nil || trio.byName != nil else { return failure(seen, since: began, in: context) }
        if trio.inside == nil { trio.insideIsAnsweredElsewhere = await isAnswered(address, in: context) }
        if trio.byName?.received == nil, trio.inside?.received == trio.local.address {
            trio.hasNATBySTUN = await hasNATBySTUN(context)
        }
        return measurement(of: trio, nil, address)
    }

    /// Nil where the person does not want another one.
    @NetActor
    private static func transport(_ word: String?, in context: ProbeContext) async -> String? {
        guard word == "other" else { return word }
        guard !context.isTransportForced else { return nil }
        return await context.location().selectedTransport == .tcp ? "udp" : "tcp"
    }

    private static let portTaken = Measurement("port_taken", "SIP ALG: port 5060 of this host is in use, as by a phone")

    private static func isPortTaken(_ result: ExchangeResult) -> Bool {
        if case .local(let error) = result.ending { error.kind == .addressInUse } else { false }
    }

    /// Nothing came back; why.
    @NetActor
    private static func failure(_ result: ExchangeResult, since began: Instant, in context: ProbeContext) -> Measurement
    {
        var result = result
        result.isCut = context.isCut(since: began)
        result.elapsedMs = context.network.time.now.milliseconds(since: began)
        let outcome = ["cut", "skipped", "error"].contains(result.outcome) ? result.outcome : "unanswered"
        return Measurement(outcome, "SIP ALG: \(result.words)")
    }

    /// The first address that answers OPTIONS, where there are several; the first of all where none does.
    @NetActor
    private static func answering(
        _ addresses: [Addresses.Address], in context: ProbeContext
    ) async -> Addresses.Address? {
        guard addresses.count > 1 else { return addresses.first }
        let answers = await concurrently(addresses) { await isAnswered($0, in: context) }
        return zip(addresses, answers).first { $1 }?.0 ?? addresses.first
    }

    @NetActor
    private static func isAnswered(_ address: Addresses.Address, in context: ProbeContext) async -> Bool {
        await OptionsProbe.ask(address, in: context).isAnswered
    }

    @NetActor
    private static func hasNATBySTUN(_ context: ProbeContext) async -> Bool {
        guard !context.settings.stunServers.isEmpty else { return false }
        return await context.run(TestRequest(test: "nat.mapping")).facts["via"] == .text("sip_alg")
    }

    // MARK: - The three requests

    @NetActor
    private static func ask(
        _ run: EchoRun, _ request: ALGRequest, from local: Endpoint, _ known: ALGEcho?
    ) async -> ALGTrio {
        var trio = ALGTrio(local: local)
        guard let inside = request.build(naming: local.address.host, port: local.port),
            let byName = request.build(naming: ALGRequest.invalid, port: local.port)
        else { return trio }
        if known == nil {
            let answers = await run.ask([inside, byName])
            trio.inside = answers[0].map { ALGEcho(of: inside, in: $0) }
            trio.byName = answers[1].map { ALGEcho(of: byName, in: $0) }
        } else {
            trio.byName = await run.ask([byName])[0].map { ALGEcho(of: byName, in: $0) }
            trio.inside = known
            guard trio.byName?.received.map({ $0 != local.address }) ?? false else { return trio }
            trio.inside = await run.ask([inside])[0].map { ALGEcho(of: inside, in: $0) } ?? known
        }
        guard trio.inside != nil, let seen = trio.byName?.received, seen != local.address, run.ending == nil else {
            return trio
        }
        let port = trio.byName?.rport.flatMap { UInt16(exactly: $0) } ?? local.port
        guard let outside = request.build(naming: seen.host, port: port) else { return trio }
        trio.outside = await run.ask([outside])[0].map { ALGEcho(of: outside, in: $0) }
        return trio
    }

    // MARK: - What it comes to

    /// - Parameter kind: what is known without comparing the three; nil: what they say.
    private static func measurement(
        of trio: ALGTrio, _ kind: ALGVerdict.Kind?, _ address: Addresses.Address
    ) -> Measurement {
        let verdict = kind.map { ALGVerdict(kind: $0) } ?? ALGVerdict(trio)
        let way = "\(address.transport.rawValue.uppercased()) to \(address.endpoint)"
        var facts: [String: Value] = [
            "transport": .text(address.transport.rawValue),
            "remote": .text("\(address.endpoint)"),
            "local": .text("\(trio.local)"),
            "inside": .text(trio.inside?.words ?? "no answer"),
            "by_name": .text(trio.byName?.words ?? (kind == nil ? "no answer" : "not asked")),
        ]
        facts["outside"] = trio.outside.map { .text($0.words) }
        let seen = trio.byName?.received ?? (kind == nil ? nil : trio.inside?.received)
        facts["public"] = seen.flatMap { $0 == trio.local.address ? nil : .text("\($0)") }
        if let best = verdict.evidence.first {
            facts["grade"] = .number(best.grade)
            facts["proof"] = .text(best.sentence)
            facts["evidence"] = .list(verdict.evidence.map { "\($0.grade): \($0.sentence)" })
        }
        return Measurement(
            verdict.kind.rawValue, "SIP ALG: \(verdict.words) (\(way), from port \(trio.local.port))", facts)
    }
}

extension ALGVerdict {
    fileprivate var words: String {
        switch kind {
        case .rewritten: "messages are rewritten on the way: \(evidence[0].sentence)"
        case .suspected: "probably one: \(evidence[0].sentence)"
        case .clean:
            "no rewriting seen; requests may still be rewritten one way, which a far end with `sipdiag reflect` shows"
        case .noNAT: "none at work, since there is no NAT on the way"
        case .inconclusive: "the answers do not tell"
        case .unanswered: "no answer"
        }
    }
}
