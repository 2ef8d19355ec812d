import SIP
import Testing

/// Messages that tests begin with.
enum Samples {
    static let source = Via.SentBy(host: .ipv4([192, 0, 2, 7]), port: 40_212)

    static func request(_ method: Method = .options) throws -> Message {
        try builder(method).build()
    }

    static func builder(_ method: Method = .options) throws -> RequestBuilder {
        RequestBuilder(
            method: method, requestURI: try URI("sip:bob@example.com"),
            via: Via(transport: "UDP", sentBy: source, branch: "z9hG4bK1"),
            from: NameAddress(uri: try URI("sip:alice@example.org"), tag: "a1"),
            to: NameAddress(uri: try URI("sip:bob@example.com")), callID: CallID("c1@192.0.2.7"), cseq: 7)
    }

    static func response(to request: Message, _ code: Int, tag: String = "b1") throws -> Message {
        try ResponseBuilder(to: request, code, toTag: code == 100 ? nil : tag).build()
    }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}

/// The message the bytes hold; anything else fails the test.
func message(_ bytes: [UInt8], framing: Framing = .datagram) throws -> Message {
    guard case .message(let message, _) = Message.parse(bytes, framing: framing) else {
        throw NoMessage(result: Message.parse(bytes, framing: framing))
    }
    return message
}

struct NoMessage: Error {
    let result: ParseResult
}

/// Header lines in a request that is right otherwise.
func request(_ lines: String...) -> [UInt8] {
    (["OPTIONS sip:bob@example.com SIP/2.0"] + lines + ["", ""]).joined(separator: "\r\n").bytes
}
