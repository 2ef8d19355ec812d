import DNS
import Diagnosis
import Net
import SIP

/// A traceroute of proxies: OPTIONS with Max-Forwards 0, 1, 2 …; the proxy at which it reaches 0 answers 483 and tells who
/// it is (RFC 3261 16.3, 11). A loop answers for ever.
enum MaxForwardsProbe: Probe {
    static let definition = TestDefinition(
        "sip.max_forwards", "Sends OPTIONS with a growing Max-Forwards, so that each proxy on the way answers in turn.",
        effects: [.slow],
        outcomes: [
            .init("reached", "the last server answered after so many proxies", status: .pass),
            .init("loops", "proxies send it on for ever, and come round again", status: .fail),
            .init(
                "endless", "every answer is 483: who sends it on, or whether anybody does, does not show", status: .warn
            ),
            .init("stops", "behind a proxy nothing answers any more", .absence, status: .warn),
            .init("unanswered", "no answer at all", .absence, status: .skip),
            .init("no_target", "there is no address to ask", .notMeasured, status: .skip),
        ] + TestDefinition.Outcome.notRun,
        facts: [
            .init("remote", .text, "the address asked", setWhen: asked),
            .init("hops", .list, "who answered at each Max-Forwards", setWhen: asked),
            .init("proxies", .number, "how many proxies sent it on", setWhen: asked),
            .init("last", .text, "the last one that answered", setWhen: asked),
        ])

    private static let asked = ["reached", "loops", "endless", "stops"]
    /// More proxies than a call passes.
    private static let maximum = 10
    private static let patienceMs = 1500

    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard let address = await Addresses.find(["transport": "selected"], in: context).first else {
            return Measurement("no_target", "Proxies: no address to ask")
        }
        var hops: [String] = []
        var senders = Senders()
        var outcome = "endless"
        for forwards in 0..<maximum {
            let exchange = SIPExchange(
                toward: address.endpoint, transport: address.transport, limit: .milliseconds(patienceMs), in: context)
            let build = OptionsRequest.builder(for: context, over: address.transport, maxForwards: forwards)
            guard case .answered(let answer, let source) = await exchange.run(build).ending else {
                guard !context.hasEnded else { return Measurement("skipped", "Proxies: the run ended first") }
                outcome = hops.isEmpty ? "unanswered" : "stops"
                break
            }
            let name = senders.name(answer, from: source)
            hops.append("\(forwards) \(answer.statusCode ?? 0) \(answer.reasonText) from \(name)")
            guard answer.statusCode == 483 else {
                outcome = "reached"
                break
            }
        }
        // One server that says 483 to everything is no circle: it takes two.
        if outcome == "endless", (2..<hops.count).contains(senders.count) { outcome = "loops" }
        guard let last = hops.last else { return Measurement(outcome, "Proxies: OPTIONS gets no answer") }
        let proxies = outcome == "reached" ? hops.count - 1 : hops.count
        let words =
            switch outcome {
            case "loops", "endless": "still 483 after \(proxies) of them"
            case "stops": "behind \(proxies) of them nothing answers"
            // A proxy may answer such OPTIONS itself (RFC 3261 11).
            default: "\(proxies) before one that answers otherwise"
            }
        return Measurement(
            outcome, "Proxies to \(address.endpoint): \(words)",
            [
                "remote": .text("\(address.endpoint)"), "hops": .list(hops), "proxies": .number(proxies),
                "last": .text(last),
            ])
    }

    /// Who has answered so far.
    private struct Senders {
        /// Name and mark of each.
        private var known: [(name: String, mark: Substring)] = []

        var count: Int { known.count }

        /// What an answer says of its sender: software, the agent of a Warning (RFC 3261 20.43), else its address; and a
        /// number where another one says the same of itself.
        mutating func name(_ answer: Message, from source: Endpoint) -> String {
            let software = answer.remoteText(of: .server) ?? answer.remoteText(of: .userAgent)
            let said = [software, answer.warnings.first?.agent].compactMap { $0 }.joined(separator: ", ")
            let name = said.isEmpty ? "\(source)" : said
            let mark = Self.mark(answer)
            if !known.contains(where: { $0 == (name, mark) }) { known.append((name, mark)) }
            let alike = known.filter { $0.name == name }
            let place = alike.firstIndex { $0.mark == mark } ?? 0
            return alike.count > 1 && place > 0 ? "\(name) #\(place + 1)" : name
        }

        /// Proxies without state begin the To tag of every answer alike, and differ in it from each other (Kamailio, OpenSIPS:
        /// a hash of the server, then one of the request). Tags that are all different mark nobody.
        private static func mark(_ answer: Message) -> Substring {
            guard let tag = answer.to?.tag, let end = tag.firstIndex(where: { $0 == "." || $0 == "-" }) else {
                return ""
            }
            return tag[..<end]
        }
    }
}
