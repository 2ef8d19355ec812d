/// What a cooperating far end sends back of a request: its octets, in base64 so that nothing on the way finds an address in
/// them to rewrite.
///
/// Over UDP the sender's address may be forged, so that an answer must not be larger than its request. A client that wants
/// a reflection pads the request with `X-Fill`, whose value is left out of what comes back; a request without enough of it
/// gets a plain answer.
package struct Reflection: Hashable, Sendable {
    package static let type = ContentType("application", "x-sipdiag-reflection")
    /// Names the source of the request, as `ADDR:PORT`.
    package static let source = "X-Src"
    package static let padding = "X-Fill"
    /// What Server begins with.
    package static let product = "sipdiag-reflect"

    /// The octets that arrived, without those of the padding.
    package let octets: [UInt8]
    /// Where the far end saw the request come from.
    package let source: String?

    /// Nil where the response carries none.
    package init?(in response: Message) {
        guard response.contentType?.isSameType(as: Self.type) == true,
            let octets = Base64.decode(response.bodyBytes)
        else { return nil }
        self.octets = octets
        source = response.values(named: Self.source).first
    }

    /// What is reflected of a request: all but the value of its padding.
    /// - Parameter octets: the whole datagram, where it holds more than the message.
    package static func octets(of request: Message, in octets: [UInt8]? = nil) -> [UInt8] {
        let octets = octets ?? request.bytes
        guard
            let pad = request.fields.first(where: {
                $0.header == nil && request.text($0.name).equalsIgnoringCase(padding)
            })
        else {
            return octets
        }
        return Array(octets[..<pad.value.lowerBound] + octets[pad.value.upperBound...])
    }

    /// The far end's answer: with the reflection where there is room for it, else without; nil where even that is too large,
    /// and for an ACK.
    /// - Parameters:
    ///   - octets: what arrived.
    ///   - limit: the octets that the answer may have.
    package static func answer(
        to request: Message, octets: [UInt8], from source: Via.SentBy, limit: Int
    ) -> [UInt8]? {
        guard let method = request.method, method != .ack else { return nil }
        // An INVITE ends here: no call is set up, and no ACK but that of the transaction is owed.
        var builder = ResponseBuilder(to: request, method == .invite ? 404 : 200, toTag: "r")
        builder.source = source
        builder.headers = [Header(.server, product)]
        let plain = try? builder.build().bytes
        builder.headers.append(Header(Self.source, source.description))
        builder.body = Body(type, Array(Base64.encode(Self.octets(of: request, in: octets)).utf8))
        let whole = try? builder.build().bytes
        return [whole, plain].compactMap(\.self).first { $0.count <= limit }
    }

    /// A request with as much padding as its reflection needs over UDP.
    /// - Parameter build: Makes the request with that value of the padding.
    package static func padded(_ build: (_ padding: String) -> Message?) -> Message? {
        guard let request = build("x"), let via = request.topVia else { return nil }
        // As long as a source can be written; what rewriting adds on the way has to fit, too.
        let source = Via.SentBy(host: via.sentBy.host.bytes?.count == 16 ? longIPv6 : longIPv4, port: 65_535)
        guard let answer = answer(to: request, octets: request.bytes, from: source, limit: .max) else { return nil }
        let missing = answer.count + slack - request.bytes.count
        return missing > 0 ? build(String(repeating: "x", count: missing)) : request
    }

    private static let slack = 96
    private static let longIPv4 = Host.ipv4([255, 255, 255, 255])
    private static let longIPv6 = Host.ipv6([UInt8](repeating: 0xFF, count: 16))
}
