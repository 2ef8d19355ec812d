import DNS
import Diagnosis
import Net
import TLS

/// Shakes hands with every TLS server that the name leads to, all at once: certificates differ among the servers of a
/// name.
enum HandshakeProbe: Probe {
    static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let location = await context.location(over: parameters["transport"] == "tls" ? .tls : nil)
        guard location.selectedTransport?.isSecure ?? true else {
            return Measurement("plain", "TLS: \(location.selectedTransport?.rawValue ?? "") has none")
        }
        let addresses = location.tried.compactMap(\.endpoint)
        guard !addresses.isEmpty else { return Measurement("no_target", "TLS: no address to ask") }
        let handshakes = await concurrently(addresses) { remote in
            let subject = await context.subject(at: remote)
            return await HandshakeRun(remote: remote, subject: subject, context: context).run()
        }
        let decisive = decisive(handshakes)
        let now = context.network.time.unixMilliseconds / 1000
        var facts = HandshakeFacts(decisive, hasCertificate: context.settings.certificate != nil, now: now).values
        facts["targets"] = .list(handshakes.map { "\($0.remote): \($0.words)" })
        let isNearEnough = decisive.outcome == "name_mismatch" && decisive.reading?.isTrusted == true
        let days = decisive.reading?.facts.chain.first?.daysLeft(at: now) ?? .max
        let endsSoon = decisive.outcome == "accepted" && days < soonDays
        let warning = endsSoon ? ", its certificate ends in \(days) days" : ""
        return Measurement(
            decisive.outcome, "TLS to \(decisive.remote): \(decisive.words)\(warning)", facts,
            status: isNearEnough || endsSoon ? .warn : nil)
    }

    /// A certificate that renews itself has done so by then.
    private static let soonDays = 14

    /// What is wrong with TLS counts for more than an address that cannot be reached; one that works, for more than that.
    private static func decisive(_ handshakes: [Handshake]) -> Handshake {
        handshakes.first { $0.reading?.isSound == false } ?? handshakes.first { $0.reading != nil } ?? handshakes[0]
    }
}
