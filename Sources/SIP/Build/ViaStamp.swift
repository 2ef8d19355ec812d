/// Writes into a request's topmost Via where the request came from (RFC 3261 18.2.1, RFC 3581 4).
struct ViaStamp {
    private let message: Message
    private let field: HeaderField

    init(_ message: Message, _ field: HeaderField) {
        self.message = message
        self.field = field
    }

    /// The field's line with `received` and `rport`; every other octet stays. A malformed Via stays whole.
    func stamped(with source: Via.SentBy) -> [UInt8] {
        let line = message.bytes[field.line]
        var scanner = Scanner(bytes: message.bytes, range: field.value, header: HeaderName.via.name)
        guard let top = try? Via.locate(in: &scanner) else { return Array(line) }

        var values: [(name: String, value: String)] = []
        let asksForPort = top.via.hasRport
        if asksForPort || top.via.sentBy.host != source.host || top.via.parameters.first(named: "received") != nil {
            values.append(("received", source.host.description))
        }
        if asksForPort, let port = source.port { values.append(("rport", String(port))) }

        var result: [UInt8] = []
        var copied = field.line.lowerBound
        for place in top.parameters {
            guard let index = values.firstIndex(where: { $0.name.equalsIgnoringCase(place.parameter.name) }) else {
                continue
            }
            let value = values.remove(at: index)
            result += message.bytes[copied..<place.range.lowerBound] + Array("\(value.name)=\(value.value)".utf8)
            copied = place.range.upperBound
        }
        result += message.bytes[copied..<top.end]
        for (name, value) in values { result += Array(";\(name)=\(value)".utf8) }
        return result + message.bytes[top.end..<field.line.upperBound]
    }
}
