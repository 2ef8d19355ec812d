import DNS
import Diagnosis
import Net
import SIP

/// Compares what was sent with what arrived, where the far end is `sipdiag reflect`: rewriting that only requests suffer
/// shows nowhere else. SDP is rewritten in an INVITE alone, so one is sent; the far end refuses it.
package enum ReflectionProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard context.settings.proxy == nil else {
            return Measurement("not_reflector", "Reflection: not tried, a proxy of your own is on the way")
        }
        // Only who says that it reflects gets requests that no other server expects.
        let options = await context.run(TestRequest(test: "sip.options", parameters: optionsParameters(parameters)))
        guard case .text(let server)? = options.facts["server"], server.hasPrefix(Reflection.product),
            let place = options.text("remote").flatMap({ Endpoint($0) }),
            let transport = options.text("transport").flatMap(ServerLocator.Transport.init(rawValue:)),
            let uri = context.target?.uri.sip
        else { return Measurement("not_reflector", "Reflection: the far end is no `sipdiag reflect`") }
        let patience = context.patience
        let opening = await context.open(toward: place, over: transport, until: patience)
        guard case .success(let channel) = opening.result else {
            return Measurement("unanswered", "Reflection: no way to \(place)")
        }
        defer { channel.close() }
        let maker = ReflectionRequest(
            host: uri.host, port: uri.port, channel: channel, rtpPort: context.mediaPorts.take())
        let mayInvite = parameters["methods"] == "all" && context.calls.reserveInvites(1) == 1
        let requests = (mayInvite ? [SIP.Method.options, .invite] : [.options]).compactMap { maker.build($0) }
        let run = EchoRun(channel, in: context)
        let answers = await run.ask(requests)
        for (request, answer) in zip(requests, answers) where request.method == .invite {
            if let answer, (answer.statusCode ?? 0) >= 300,
                let acknowledgement = try? request.acknowledgement(of: answer)
            {
                await run.send(acknowledgement)
            }
        }
        let pairs = zip(requests, answers).compactMap { request, answer in
            answer.flatMap { Reflection(in: $0) }.map { (request, $0) }
        }
        guard !pairs.isEmpty else {
            let isAnswered = answers.contains { $0 != nil }
            return Measurement(
                "unanswered", "Reflection: \(isAnswered ? "answers without a reflection" : "no answer") from \(place)")
        }
        return measurement(of: pairs, transport, channel)
    }

    private static func optionsParameters(_ parameters: [String: String]) -> [String: String] {
        parameters["transport"].map { ["transport": $0] } ?? [:]
    }

    @NetActor
    private static func measurement(
        of pairs: [(request: Message, reflection: Reflection)], _ transport: ServerLocator.Transport,
        _ channel: any SIPChannel
    ) -> Measurement {
        var differences: [String] = []
        var isForwarded = false
        for (request, reflection) in pairs {
            let found = Difference.between(sent: Reflection.octets(of: request), arrived: reflection.octets)
            isForwarded = isForwarded || found.contains(where: \.isOfProxy)
            differences += found.map { "\(request.method?.name ?? "") \($0.words)" }
        }
        var facts: [String: Value] = [
            "transport": .text(transport.rawValue),
            "remote": .text("\(channel.remote)"),
            "local": .text("\(channel.local)"),
            "reflected": .list(pairs.compactMap { $0.request.method?.name }),
            "difference_count": .number(differences.count),
        ]
        facts["seen_as"] = pairs[0].reflection.source.flatMap { Endpoint($0) }.map { .text("\($0)") }
        let way = "\(transport.rawValue.uppercased()) to \(channel.remote)"
        guard let first = differences.first else {
            return Measurement("intact", "Reflection: every byte arrived as it was sent (\(way))", facts)
        }
        facts["differences"] = .list(Array(differences.prefix(50)))
        facts["proof"] = .text(first)
        let more = differences.count > 1 ? ", and \(differences.count - 1) more" : ""
        guard !isForwarded else {
            return Measurement("forwarded", "Reflection: a SIP proxy is on the way: \(first)\(more) (\(way))", facts)
        }
        return Measurement("rewritten", "Reflection: requests are rewritten: \(first)\(more) (\(way))", facts)
    }
}

extension Difference {
    /// What a proxy does to a request that it forwards (RFC 3261 16.6).
    fileprivate var isOfProxy: Bool {
        switch place.lowercased() {
        case "max-forwards": true
        case "via", "v", "record-route": offset == nil
        default: false
        }
    }

    /// For people: `Contact, byte 310: 192.168.1.20 arrived as 198.51.100.7`.
    fileprivate var words: String {
        let place = SafeText.decode(Array(place.utf8))
        guard let offset else { return "\(place): “\(Self.text(arrived))” was added" }
        guard !arrived.isEmpty else { return "\(place), byte \(offset): “\(Self.text(sent))” did not arrive" }
        return sent.isEmpty
            ? "\(place), byte \(offset): “\(Self.text(arrived))” was put in"
            : "\(place), byte \(offset): “\(Self.text(sent))” arrived as “\(Self.text(arrived))”"
    }

    private static func text(_ octets: [UInt8]) -> String {
        let line = octets.last == 10 ? octets.dropLast(octets.dropLast().last == 13 ? 2 : 1) : octets[...]
        return SafeText.decode(line.prefix(120)) + (line.count > 120 ? "…" : "")
    }
}
