import SIP
import Testing

/// What a far end sends back, and that it is never an amplifier.
@Suite struct ReflectionTests {
    private static let source = Via.SentBy(host: .ipv4([198, 51, 100, 2]), port: 61_000)

    private static func request(_ method: SIP.Method = .options, padding: String? = nil, body: String = "") -> Message?
    {
        let uri = URI.sip(SIPURI(host: .ipv4([203, 0, 113, 10])))
        let via = Via(
            transport: "UDP", sentBy: Via.SentBy(host: .ipv4([192, 168, 78, 2]), port: 40_000), branch: "z9hG4bKa")
        let from = NameAddress(uri: .sip(SIPURI(user: "sipdiag", host: .ipv4([192, 168, 78, 2]))), tag: "f")
        var builder = RequestBuilder(
            method: method, requestURI: uri, via: via, from: from, to: NameAddress(uri: uri), callID: CallID("c"),
            cseq: 1)
        builder.headers = [Header("X-Canary", "192.168.78.2:40000")]
        if let padding { builder.headers.append(Header(Reflection.padding, padding)) }
        if !body.isEmpty { builder.body = Body(.sdp, Array(body.utf8)) }
        return try? builder.build()
    }

    private static func answer(to request: Message, limit: Int? = nil) throws -> Message? {
        let bytes = Reflection.answer(
            to: request, octets: request.bytes, from: source, limit: limit ?? request.bytes.count)
        guard let bytes, case .message(let message, _) = Message.parse(bytes, framing: .datagram) else { return nil }
        return message
    }

    @Test(arguments: [SIP.Method.options, .invite, .register, .bye])
    func aPaddedRequestComesBack(_ method: SIP.Method) throws {
        let request = try #require(Reflection.padded { Self.request(method, padding: $0, body: "v=0\r\n") })

        let answer = try #require(try Self.answer(to: request))

        #expect(answer.bytes.count <= request.bytes.count)
        #expect(answer.statusCode == (method == .invite ? 404 : 200))
        let reflection = try #require(Reflection(in: answer))
        #expect(reflection.octets == Reflection.octets(of: request))
        #expect(reflection.source == "198.51.100.2:61000")
        #expect(reflection.octets.count < request.bytes.count)
        #expect(!String(decoding: answer.bytesOfBody, as: UTF8.self).contains("192.168"), "an ALG would find it")
    }

    /// A forged source must not be flooded: whatever the size of the request, the answer is not larger.
    @Test(arguments: 0..<1200)
    func neverAnAmplifier(_ padding: Int) throws {
        let request = try #require(Self.request(padding: String(repeating: "x", count: padding)))
        let bytes = Reflection.answer(
            to: request, octets: request.bytes, from: Self.source, limit: request.bytes.count)
        #expect((bytes?.count ?? 0) <= request.bytes.count)
    }

    @Test func aRequestWithoutRoomGetsAPlainAnswer() throws {
        let request = try #require(Self.request())
        let answer = try #require(try Self.answer(to: request))
        #expect(Reflection(in: answer) == nil)
        #expect(answer.value(of: .server) == Reflection.product)
    }

    @Test func anACKIsNotAnswered() throws {
        let request = try #require(Self.request(.ack))
        #expect(try Self.answer(to: request, limit: .max) == nil)
    }

    /// Padding that a real client would send keeps within one Ethernet frame.
    @Test func aPaddedInviteFitsIntoADatagram() throws {
        let offer = Offer(
            codecs: [.pcma], address: .ipv4([192, 168, 78, 255]), port: 40_000, sessionID: 1, version: 1
        ).description.description
        let request = try #require(Reflection.padded { Self.request(.invite, padding: $0, body: offer) })
        #expect(request.bytes.count < 1400)
    }

    @Test(arguments: ["", "!!!!", "AAA="])
    func foreignAnswersAreNoReflection(_ body: String) throws {
        let request = try #require(Self.request())
        var builder = ResponseBuilder(to: request, 200, toTag: "t")
        builder.body = Body(body == "AAA=" ? .sdp : Reflection.type, Array(body.utf8))
        let reflection = Reflection(in: try builder.build())
        #expect(body.isEmpty ? reflection?.octets == [] : reflection == nil)
    }
}

extension Message {
    fileprivate var bytesOfBody: [UInt8] { Array(bodyBytes) }
}

/// Where what arrived is not what was sent, byte by byte.
@Suite struct DifferenceTests {
    private static let sent = """
        OPTIONS sip:203.0.113.10 SIP/2.0\r
        Via: SIP/2.0/UDP 192.168.78.2:5060;branch=z9hG4bKa;rport\r
        Max-Forwards: 70\r
        Contact: <sip:a@192.168.78.2:5060>\r
        Content-Length: 28\r
        \r
        v=0\r
        c=IN IP4 192.168.78.2\r

        """

    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var replacement: String
        /// `place@offset:sent>arrived`.
        var expected: [String]
        var testDescription: String { text }
    }

    @Test(arguments: [
        Row(text: "xyz", replacement: "", expected: []),
        Row(
            text: "192.168.78.2:5060;", replacement: "198.51.100.2:5060;",
            expected: ["Via@51:192.168.78.2>198.51.100.2"]),
        Row(text: "c=IN IP4 192.168.78.2", replacement: "c=IN IP4 1.2.3.4", expected: ["c=@182:192.168.78.2>1.2.3.4"]),
        Row(text: "Length: 28", replacement: "Length: 26", expected: ["Content-Length@162:28>26"]),
        Row(text: "Max-Forwards: 70\r\n", replacement: "", expected: ["Max-Forwards@92:Max-Forwards: 70\r\n>"]),
        Row(
            text: "Via: ", replacement: "Via: SIP/2.0/UDP 1.2.3.4\r\nVia: ",
            expected: ["Via@-:>Via: SIP/2.0/UDP 1.2.3.4\r\n"]),
        Row(text: "OPTIONS sip", replacement: "OPTIONS sips", expected: ["start line@8:sip>sips"]),
        Row(
            text: "@192.168.78.2:5060", replacement: "@192.168.78.2",
            expected: ["Contact@126:192.168.78.2:5060>192.168.78.2"]),
        Row(text: "v=0", replacement: "v=0\r\na=x", expected: ["a=@-:>a=x\r\n"]),
    ])
    func difference(_ row: Row) {
        let arrived = Self.sent.replacing(row.text, with: row.replacement)
        let found = Difference.between(sent: Array(Self.sent.utf8), arrived: Array(arrived.utf8)).map { difference in
            let offset = difference.offset.map { "\($0)" } ?? "-"
            let sent = String(decoding: difference.sent, as: UTF8.self)
            return "\(difference.place)@\(offset):\(sent)>\(String(decoding: difference.arrived, as: UTF8.self))"
        }
        #expect(found == row.expected)
    }

    /// What the far end says is remote: nothing in it may cost more than its size.
    @Test func aHostileReflectionIsBounded() {
        let sent = Array(Self.sent.utf8)
        let found = Difference.between(sent: sent, arrived: [UInt8](repeating: 10, count: 60_000))
        #expect(found.count <= 220)
        #expect(Difference.between(sent: sent, arrived: []).count == 8)
        #expect(Difference.between(sent: [], arrived: sent).count == 8)
    }
}
