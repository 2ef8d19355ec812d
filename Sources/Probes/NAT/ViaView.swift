import Diagnosis
import Net
import SIP
import STUN

/// The second mirror beside STUN: where the SIP server saw our request come from (Via received and rport, RFC 3581).
enum ViaView {
    /// How the two views of the same socket compare; `options` is an answered OPTIONS sent from it.
    static func compare(
        _ options: Finding?, local: TransportAddress, mapped: TransportAddress?
    ) -> ViaComparison {
        guard let options, options.outcome == "answered",
            let server = text(options.facts["remote"]).flatMap({ Endpoint($0) }).flatMap(TransportAddress.init)
        else { return .inconclusive }
        var rport: UInt16?
        if case .number(let port)? = options.facts["rport"] { rport = UInt16(exactly: port) }
        let received = text(options.facts["received"]).flatMap { IPAddress($0) }?.bytes
        return ViaComparison.compare(mapped: mapped, received: received, rport: rport, local: local, server: server)
    }

    private static func text(_ fact: Value?) -> String? {
        if case .text(let text)? = fact { text } else { nil }
    }
}
