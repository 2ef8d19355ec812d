import SIP
import Testing

@Suite struct ParsingTests {
    @Test(arguments: [
        ("", ParseResult.incomplete), ("\r\n\r\n", .incomplete), ("INVITE", .incomplete),
        ("SIP/2.0 200 OK\r\nVia: x", .incomplete), ("SIP/2.0 200 OK\r\nl: 5\r\n\r\n1234", .incomplete),
    ])
    func moreIsNeeded(_ text: String, _ result: ParseResult) {
        #expect(Message.parse(text.bytes, framing: .stream) == result)
    }

    @Test(arguments: [100, 199, 299, 345, 499, 599, 699])
    func unknownCodesAreCodes(_ code: Int) throws {
        #expect(try message("SIP/2.0 \(code) Odd\r\n\r\n".bytes).statusCode == code)
    }

    @Test(arguments: ["SIP/2.0 183\r\n\r\n", "SIP/2.0 183 \r\n\r\n"])
    func theReasonMayBeEmpty(_ text: String) throws {
        let message = try message(text.bytes)
        #expect(message.reasonPhrase == "")
        #expect(message.validate().contains { $0.rule == .missingSpace } == !text.contains("183 "))
    }

    @Test func anotherVersionIsToldApart() throws {
        let response = try message("SIP/7.0 200 OK\r\n\r\n".bytes)
        #expect(response.version == "SIP/7.0")
        #expect(response.validate().map(\.rule) == [.unsupportedVersion])
        #expect(response.validate().first?.responseCode == nil)
        #expect(try message("sip/2.0 200 OK\r\n\r\n".bytes).validate().first?.rule == .missingHeader)
    }

    @Test func aPeerMaySendBareLineFeeds() throws {
        let text = "\nOPTIONS sip:b@c SIP/2.0\nf: <sip:a@b>;tag=1\ni: x\n y\nl: 2\n\nhi"
        let message = try message(text.bytes, framing: .stream)
        #expect(message.method == .options)
        #expect(message.from?.tag == "1")
        #expect(message.values(of: .callID) == ["x y"])
        #expect(message.bodyBytes.elementsEqual("hi".utf8))
    }

    @Test func orderDuplicatesAndFaultsSurvive() throws {
        let bytes = request("X-B: 1", "nonsense", "x-a: 2", "X-B:3", "v: SIP/2.0/UDP a", "V: SIP/2.0/UDP b")
        let message = try message(bytes)
        #expect(message.bytes == bytes)
        #expect(
            message.fields.map { message.text($0.line) }
                == ["X-B: 1", "nonsense", "x-a: 2", "X-B:3", "v: SIP/2.0/UDP a", "V: SIP/2.0/UDP b"])
        #expect(message.fields.map(\.fault) == [nil, .missingColon, nil, nil, nil, nil])
        #expect(message.values(named: "x-b") == ["1", "3"])
        #expect(message.vias.map(\.sentBy.description) == ["a", "b"])
    }

    @Test func datagramsEndTheBody() throws {
        #expect(try message("SIP/2.0 200 OK\r\n\r\nrest".bytes).bodyBytes.count == 4)
        #expect(try message("SIP/2.0 200 OK\r\nl: 9\r\n\r\nrest".bytes).bodyBytes.count == 4)
        #expect(try message("SIP/2.0 200 OK\r\nl: 2\r\n\r\nrest".bytes).bodyBytes.elementsEqual("re".utf8))
    }

    @Test func aLengthThatRepeatsItselfIsNoConflict() throws {
        let message = try message("SIP/2.0 200 OK\r\nl: 2\r\nContent-Length: 02\r\n\r\nre".bytes, framing: .stream)
        let problem = message.validate().first { $0.header == "Content-Length" }
        #expect(problem?.rule == .repeatedHeader)
        #expect(problem?.severity == .tolerable)
    }

    @Test(arguments: [Framing.datagram, .stream]) func limits(_ framing: Framing) {
        let start = "OPTIONS sip:b@c SIP/2.0\r\n"
        let long = (start + "X: " + String(repeating: "x", count: Limits.messageBytes)).bytes
        #expect(isWrong(Message.parse(long, framing: framing), .tooLarge))
        #expect(isWrong(Message.parse(long + "\r\n\r\n".bytes, framing: framing), .tooLarge))
        let fields = String(repeating: "a:b\r\n", count: Limits.headerFields)
        let most = (start + fields + "\r\n").bytes
        #expect(Message.parse(most, framing: framing) != .incomplete)
        #expect(!isWrong(Message.parse(most, framing: framing), .tooManyHeaders))
        #expect(isWrong(Message.parse((start + fields + "a:b\r\n\r\n").bytes, framing: framing), .tooManyHeaders))
    }

    @Test(arguments: ["65535", "99999999999999999999999"]) func aBodyTooLargeIsNotWaitedFor(_ length: String) {
        let text = "OPTIONS sip:b@c SIP/2.0\r\nl: \(length)\r\n\r\n"
        #expect(isWrong(Message.parse(text.bytes, framing: .stream), .tooLarge))
    }

    private func isWrong(_ result: ParseResult, _ rule: Rule) -> Bool {
        guard case .wrong(let error) = result else { return false }
        return error.rule == rule
    }
}
