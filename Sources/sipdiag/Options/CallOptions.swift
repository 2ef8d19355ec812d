import ArgumentParser
import Probes

/// How a call is placed: the options of `invite` and `why`.
struct CallOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Let it ring for so long; otherwise the call is taken back at the first ringing answer.",
            valueName: "duration"),
        transform: DurationArgument.init)
    var ring: DurationArgument?

    @Option(
        help: ArgumentHelp(
            "Hold an answered call for so long; 0s hangs up at once. (default: 2s)", valueName: "duration"),
        transform: { try DurationArgument($0, allowsZero: true) })
    var talk: DurationArgument?

    @Option(help: ArgumentHelp("Media encryption to offer.", valueName: "srtp"))
    var srtp: CallSettings.SRTP = .none

    @Option(
        help: ArgumentHelp(
            "Codecs to offer, the best first: PCMU, PCMA, G722, opus. May be repeated.", valueName: "name"))
    var codec: [String] = []

    @Flag(help: "Send no offer: the other side offers, and the ACK answers.")
    var lateOffer = false

    /// A call that may be placed.
    func settings() throws -> CallSettings {
        var call = CallSettings()
        call.isAllowed = true
        if let ring { call.ringMs = ring.milliseconds }
        if let talk { call.talkMs = talk.milliseconds }
        call.srtp = srtp
        call.hasLateOffer = lateOffer
        let names = codec.flatMap { $0.split(separator: ",").map(String.init) }
        do {
            if !names.isEmpty { try call.offer(codecs: names) }
        } catch {
            throw ValidationError("\(error)")
        }
        return call
    }
}

extension CallSettings.SRTP: ExpressibleByArgument {}
