import SIP
import Testing

@Suite struct StreamFramerTests {
    static let first = "OPTIONS sip:b@c SIP/2.0\r\nVia: SIP/2.0/TCP a\r\nl: 4\r\n\r\nbody"
    static let second = "SIP/2.0 200 OK\nx: 1\n folded\nContent-Length: 0\n\n"
    /// Two keep-alives, a message, one keep-alive, a message, and the begin of a third.
    static let stream = "\r\n\r\n" + first + "\r\n\r\n" + second + "INVITE sip:"

    private func words(_ events: [StreamFramer.Event]) -> [String] {
        events.map { event in
            switch event {
            case .message(let message): message.startLineText
            case .ping: "ping"
            case .pong: "pong"
            case .wrong(let error): error.description
            }
        }
    }

    @Test(arguments: [1, 2, 3, 5, 7, 16, 50, 1000])
    func howTheStreamIsCutMakesNoDifference(_ size: Int) {
        for (side, keepAlive) in [(StreamFramer.Side.server, ["ping"]), (.client, ["pong", "pong"])] {
            var framer = StreamFramer(side: side)
            let bytes = Self.stream.bytes
            let events = stride(from: 0, to: bytes.count, by: size).flatMap {
                framer.receive(Array(bytes[$0..<min($0 + size, bytes.count)]))
            }
            let expected = keepAlive + ["OPTIONS sip:b@c SIP/2.0"] + keepAlive + ["SIP/2.0 200 OK"]
            #expect(words(events) == expected)
            #expect(framer.isInsideMessage)
        }
    }

    @Test func messagesAreTheirOwnBytes() {
        var framer = StreamFramer(side: .client)
        let events = framer.receive((Self.first + Self.second).bytes)
        let bytes = events.compactMap { event -> [UInt8]? in
            guard case .message(let message) = event else { return nil }
            return message.bytes
        }
        #expect(bytes == [Self.first.bytes, Self.second.bytes])
        #expect(!framer.isInsideMessage)
    }

    @Test func oneLineEndBeforeAMessageIsNoPing() {
        var framer = StreamFramer(side: .server)
        #expect(
            words(framer.receive(("\r\n" + Self.first + "\r\n" + Self.first + "\r\n\r\n").bytes))
                == ["OPTIONS sip:b@c SIP/2.0", "OPTIONS sip:b@c SIP/2.0", "ping"])
    }

    @Test func aMessageWithoutLengthHasNoBody() {
        var framer = StreamFramer(side: .client)
        #expect(
            words(framer.receive("SIP/2.0 200 OK\r\n\r\nSIP/2.0 404 No\r\n\r\n".bytes))
                == ["SIP/2.0 200 OK", "SIP/2.0 404 No"])
    }

    @Test(arguments: [
        ("SSH-2.0-OpenSSH_9.2\r\n", Rule.badMethod), ("\u{15}", .notSIP), ("HTTP/1.1 400 Bad Request\r\n", .badMethod),
        ("SIP/2.0 200 OK\r\nl: -1\r\n\r\n", .badNumber), ("SIP/2.0 200 OK\r\nl: 65536\r\n\r\n", .tooLarge),
        ("\rX\r\n", .notSIP), ("\r\r\n", .notSIP),
    ])
    func whatIsWrongEndsTheStream(_ text: String, _ rule: Rule) {
        for size in [1, 100] {
            var framer = StreamFramer(side: .client)
            let bytes = text.bytes
            let events = stride(from: 0, to: bytes.count, by: size).flatMap {
                framer.receive(Array(bytes[$0..<min($0 + size, bytes.count)]))
            }
            guard case .wrong(let error) = events.first else {
                Issue.record("\(events)")
                return
            }
            #expect(error.rule == rule)
            #expect(events.count == 1)
            #expect(framer.receive(Self.first.bytes) == [])
            #expect(!framer.isInsideMessage)
        }
    }

    /// 256 KiB that end no head: refused at the limit, in small reads, in linear time.
    @Test(arguments: ["x", "\r", "\r\r\n", "a:b\r\n ", "a:b\r\n"]) func floodsAreBounded(_ pattern: String) {
        var framer = StreamFramer(side: .server)
        var events = framer.receive("OPTIONS sip:b@c SIP/2.0\r\n".bytes)
        let flood = Array(repeatElement(pattern.bytes, count: 262_144 / pattern.utf8.count).joined())
        var fed = 0
        while events.isEmpty, fed < flood.count {
            events += framer.receive(Array(flood[fed..<min(fed + 7, flood.count)]))
            fed += 7
        }
        guard case .wrong(let error) = events.first else {
            Issue.record("no end")
            return
        }
        #expect(error.rule == .tooLarge)
        #expect(fed <= Limits.messageBytes)
    }
}
