package import SIP

/// What is wrong with a response that would be right otherwise.
package enum SIPDisguise: Sendable, Hashable {
    /// The topmost Via has another branch: it belongs to another transaction.
    case branch
    case callID
    /// The topmost Via names another host than the request: the work of an ALG.
    case sentBy
    /// Where the client's outside address would stand in Via, its inside one does: a SIP ALG that knows its NAT, as that
    /// of Linux.
    case restored(inside: Via.SentBy, outside: Via.SentBy)
    /// These octets stand in the place of the reason phrase.
    case reason([UInt8])
    /// These octets are sent instead of it.
    case bytes([UInt8])

    func apply(to response: Message) -> [UInt8] {
        switch self {
        case .branch:
            return replacingVia(of: response) { via in
                via.parameters.removeAll { $0.name == "branch" }
                via.parameters.append(Parameter("branch", "\(Via.magicCookie)-of-another-transaction"))
            }
        case .callID: return replacing(.callID, of: response, with: "call-of-somebody-else")
        case .sentBy:
            return replacingVia(of: response) { via in
                via.sentBy = Via.SentBy(host: .ipv4([192, 168, 1, 20]), port: 5060)
            }
        case .restored(let inside, let outside):
            return replacingVia(of: response) { via in
                guard via.sentBy == inside || via.sentBy == outside else { return }
                via.sentBy = inside
                via.parameters.removeAll { ["received", "rport"].contains($0.name) }
                via.parameters.append(Parameter("received", inside.host.description))
                via.parameters.append(Parameter("rport", "\(inside.port ?? 5060)"))
            }
        case .reason(let phrase):
            guard case .response(_, _, let reason) = response.startLine.kind else { return response.bytes }
            return splice(response, reason, phrase)
        case .bytes(let bytes): return bytes
        }
    }

    private func replacingVia(of response: Message, _ change: (inout Via) -> Void) -> [UInt8] {
        guard var via = response.topVia else { return response.bytes }
        change(&via)
        return replacing(.via, of: response, with: via.description)
    }

    private func replacing(_ header: HeaderName, of response: Message, with value: String) -> [UInt8] {
        guard let field = response.firstField(of: header) else { return response.bytes }
        return splice(response, field.value, Array(value.utf8))
    }

    private func splice(_ response: Message, _ range: Range<Int>, _ octets: [UInt8]) -> [UInt8] {
        Array(response.bytes[..<range.lowerBound] + octets + response.bytes[range.upperBound...])
    }
}
