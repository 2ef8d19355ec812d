import DNS
import Diagnosis
import Net
import SIP

/// Places the call and ends it again.
package enum InviteProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard context.mayCall, let target = context.target else {
            return Measurement("skipped", "No call was placed: it was not asked for")
        }
        let uri = RequestIdentity.requestURI(target.uri)
        guard context.calls.mayCall(uri.description) else {
            return Measurement("skipped", "No call was placed: \(uri) rang just now, or wants to be called later")
        }
        let addresses = Addresses.of(await context.location())
        guard !addresses.isEmpty else { return Measurement("no_target", "INVITE: no address to call") }
        let offer = parameters["offer"] ?? "given"
        let outcome = await CallPlacement(context: context, offer: offer).run(uri, addresses)
        guard let decisive = outcome.decisive else {
            return Measurement("skipped", "No call was placed: the run has sent all the requests that it may")
        }
        var facts = CallFacts(outcome: outcome, decisive: decisive).values
        facts["srtp_offer"] = .text(offered(offer, context))
        if decisive.auth.word == .noCredentials, context.settings.credentials != nil {
            facts["auth"] = .text(AuthWord.spent.rawValue)
        }
        let known = Set(definition.facts.map(\.name))
        let way = "\(name(offer)) over \(decisive.transport.rawValue.uppercased()) to \(decisive.exchange.remote)"
        return Measurement(
            decisive.outcome, "\(way): \(decisive.words)",
            facts.filter { known.contains($0.key) })
    }

    /// A second call tells by its offer why the first was refused.
    private static func name(_ offer: String) -> String {
        switch offer {
        case "plain": "INVITE with plain media"
        case "sdes": "INVITE with SRTP"
        case "g711": "INVITE with G.711 alone"
        case "others": "INVITE with other codecs than G.711"
        default: "INVITE"
        }
    }

    private static func offered(_ offer: String, _ context: ProbeContext) -> String {
        switch offer {
        case "plain", "g711", "others": "none"
        case "sdes": "sdes"
        default: context.settings.call.srtp.rawValue
        }
    }
}
