import DNS
import Diagnosis
import Net
import SIP

/// Asks the registrar for the bindings of an address of record; with `--bind` it makes one of its own and removes it.
package enum RegisterProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard let target = context.target, case .sip(let aor) = RequestIdentity.requestURI(target.uri), aor.user != nil
        else { return Measurement("skipped", "No registrar was asked: the target names no user") }
        let addresses = Addresses.of(await context.location())
        guard !addresses.isEmpty else { return Measurement("no_target", "REGISTER: no address to ask") }

        var results: [Registration.Answer] = []
        var own: OwnBinding?
        for address in addresses where !context.hasEnded {
            let registration = Registration(of: aor, at: address, in: context)
            let answer: Registration.Answer
            if let seconds = context.settings.call.bindSeconds {
                answer = await registration.bind(seconds: seconds)
                own = await bound(registration, answer)
            } else {
                answer = await registration.query()
            }
            results.append(answer)
            if !answer.exchange.movesOn { break }
        }
        guard let last = results.last else { return Measurement("cut", "REGISTER: the run ended first") }
        let reading = RegistrationReading(
            aor: aor, answer: last, transport: addresses[0].transport, tried: results, own: own)
        let known = Set(definition.facts.map(\.name))
        return Measurement(reading.outcome, reading.title, reading.facts.filter { known.contains($0.key) })
    }

    /// What was bound, and whether it is gone again. Where no answer came, something may be bound all the same.
    @NetActor
    private static func bound(_ registration: Registration, _ answer: Registration.Answer) async -> OwnBinding? {
        guard let contact = registration.contact, answer.exchange.wasSent,
            answer.exchange.code.map({ (200...299).contains($0) }) ?? true
        else { return nil }
        var own = OwnBinding(uri: contact.uri)
        if case .answered(let response, _) = answer.exchange.ending {
            let ours = response.contacts.first { $0.uri?.description == contact.uri.description }
            own.seconds = ours?.expires ?? response.expires
        }
        let removal = await registration.remove()
        own.isRemoved = removal.exchange.code.map { (200...299).contains($0) } ?? false
        return own
    }
}
