import Net
import SIP

/// A device that replaces an address wherever it stands in a request but in its Via, as some ALGs do: no answer shows it.
struct SIPRewriting {
    let from: IPAddress
    let to: IPAddress

    /// Nil where what comes out is no message.
    func apply(to request: Message) -> Message? {
        guard let via = request.firstField(of: .via)?.line else { return request }
        let (head, rest) = (request.bytes[..<via.lowerBound], request.bytes[via.upperBound...])
        let rewritten = replace(head) + request.bytes[via] + replace(rest)
        guard case .message(let message, _) = Message.parse(rewritten, framing: .datagram) else { return nil }
        return message
    }

    private func replace(_ octets: ArraySlice<UInt8>) -> [UInt8] {
        Array(String(decoding: octets, as: UTF8.self).replacing("\(from)", with: "\(to)").utf8)
    }
}
