import DNS
import Diagnosis
import Net

/// Follows RFC 3263 from the target to addresses, and says where it breaks.
package enum LocateProbe: Probe {
    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        let location = await context.location()
        let name = context.locatedName
        var facts = LocateFacts(location, servers: context.dns.servers).values
        facts["domain"] = .text(name)
        if !context.nameServerWarnings.isEmpty {
            let known: [String] = if case .list(let list)? = facts["warnings"] { list } else { [] }
            facts["warnings"] = .list(known + context.nameServerWarnings)
        }
        guard let failure = location.failure else {
            guard let first = location.targets.first else {
                return Measurement("error", "DNS: nothing to look up", facts)
            }
            let isLiteral = first.source == .literal
            let more = location.targets.count - 1
            let lead = first.endpoint.map { "\($0)" } ?? "\(first.address):\(first.port)"
            let title =
                "\(name) leads to \(lead) over \(first.transport.rawValue)" + (more > 0 ? " and \(more) more" : "")
            return Measurement(isLiteral ? "literal" : "found", isLiteral ? "\(lead) is an address" : title, facts)
        }
        if case .resolver(_, .timeout) = failure {
            if context.hasEnded { return Measurement("skipped", "DNS: the run ended before \(name) was found", facts) }
            if context.dns.isExhausted {
                return Measurement("error", "DNS: more questions than a run may ask, none led to an address", facts)
            }
        }
        let told = Failure(failure)
        facts["failed"] = .text(told.question)
        return Measurement(told.outcome, "DNS: \(told.words)", facts)
    }

    /// A failure in the words of the catalogue.
    private struct Failure {
        var outcome: String
        var words: String
        var question: String

        init(_ failure: LocationFailure) {
            switch failure {
            case .nxdomain(let name):
                (outcome, words, question) = ("nxdomain", "\(name) does not exist", "\(name)")
            case .noAddress(let name):
                (outcome, words, question) = ("no_address", "\(name) exists, nothing leads to an address", "\(name)")
            case .serviceRefused(let name):
                (outcome, words, question) = ("service_refused", "\(name) says: no such service", "\(name)")
            case .naptrDangling(let name):
                (outcome, words, question) = ("naptr_dangling", "NAPTR leads to \(name), which has no SRV", "\(name)")
            case .targetsUnresolvable(let names):
                let list = names.map(\.description).joined(separator: ", ")
                (outcome, words, question) = ("target_unresolvable", "SRV targets without address: \(list)", list)
            case .noUsableTransport:
                (outcome, words, question) = ("error", "DNS offers no transport that sipdiag speaks", "")
            case .resolver(let asked, let fault):
                question = "\(asked)"
                (outcome, words) =
                    switch fault {
                    case .servfail: ("servfail", "the resolver answers SERVFAIL for \(asked)")
                    case .bogus: ("bogus", "DNSSEC validation of \(asked) fails")
                    case .refused: ("refused", "the resolver answers REFUSED for \(asked)")
                    case .timeout: ("timeout", "no resolver answers for \(asked)")
                    case .malformed: ("malformed", "the resolver's answer for \(asked) is damaged")
                    case .otherRcode(let code): ("malformed", "the resolver answers \(asked) with code \(code)")
                    }
            }
        }
    }
}
