import TLS
import Testing

@testable import Net

struct WebSocketMachineTests {
    /// The key of RFC 6455 §1.3, and its answer.
    static let key = "dGhlIHNhbXBsZSBub25jZQ=="
    static let answer = """
        HTTP/1.1 101 Switching Protocols\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
        Sec-WebSocket-Protocol: sip\r
        \r

        """

    private static func client() -> WebSocketMachine {
        WebSocketMachine(.client(authority: "example.com:8080", path: "/ws", key: key)) { [1, 2, 3, 4] }
    }

    private static func openClient() -> WebSocketMachine {
        var machine = client()
        _ = machine.handle(.start)
        _ = machine.handle(.received(Array(answer.utf8)))
        return machine
    }

    private static func serverSends(_ opcode: WebSocketFrame.Opcode, isLast: Bool = true, _ text: String) -> [UInt8] {
        WebSocketFrame(opcode: opcode, isLast: isLast, payload: Array(text.utf8)).bytes(mask: nil)
    }

    @Test func theOpeningHandshake() {
        var client = Self.client()
        let request = """
            GET /ws HTTP/1.1\r
            Host: example.com:8080\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: \(Self.key)\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Protocol: sip\r
            \r

            """
        #expect(client.handle(.start).words == ["> \(request)"])
        let bytes = Array(Self.answer.utf8) + Self.serverSends(.text, "early")
        for byte in bytes.dropLast(8) { #expect(client.handle(.received([byte])).isEmpty) }
        #expect(client.handle(.received(Array(bytes.suffix(8)))).words == ["established", "< early"])

        var server = WebSocketMachine(.server) { [] }
        #expect(server.handle(.start).isEmpty)
        #expect(server.handle(.received(Array(request.utf8))).words == ["> \(Self.answer)", "established"])
    }

    @Test(arguments: [
        ("HTTP/1.1 404 Not Found\r\n\r\n", WebSocketFailure.refused(status: 404, reason: "Not Found")),
        ("HTTP/1.1 426\r\n\r\n", .refused(status: 426, reason: "")),
        ("SIP/2.0 400 Bad Request\r\n", .broken(.head)),
        ("HTTP/1.1 x y\r\n\r\n", .broken(.head)),
        (answer.replacing("websocket", with: "h2c"), .broken(.upgrade)),
        (answer.replacing("Connection: Upgrade", with: "Connection: close"), .broken(.upgrade)),
        (answer.replacing("s3pP", with: "S3pP"), .broken(.accept)),
        (answer.replacing("Sec-WebSocket-Protocol: sip", with: "X: y"), .broken(.subprotocol)),
        ("HTTP/1.1 200 OK\r\n" + String(repeating: "X: y\r\n", count: 4000), .broken(.headSize)),
    ])
    func answersThatOpenNothing(answer: String, failure: WebSocketFailure) {
        var machine = Self.client()
        _ = machine.handle(.start)
        let actions = machine.handle(.received(Array(answer.utf8)))
        #expect(actions.words == ["failed \(failure)"])
        #expect(machine.handle(.received(Array(Self.answer.utf8))).isEmpty)
    }

    @Test(arguments: [
        "POST / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: x\r\nSec-WebSocket-Protocol: chat\r\n\r\n",
    ])
    func requestsThatOpenNothing(request: String) {
        var machine = WebSocketMachine(.server) { [] }
        let words = machine.handle(.received(Array(request.utf8))).words
        #expect(words.last?.hasPrefix("failed") == true)
        #expect(request.hasPrefix("POST") || words.first?.hasPrefix("> HTTP/1.1 400") == true)
    }

    @Test(arguments: [(LayerEvent.peerGone(wasReset: false), false), (.peerGone(wasReset: true), true)])
    func theServerHangsUp(event: LayerEvent, wasReset: Bool) {
        var machine = Self.client()
        _ = machine.handle(.start)
        #expect(machine.handle(event).words == ["failed \(WebSocketFailure.closed(wasReset: wasReset))"])
        machine = Self.openClient()
        #expect(machine.handle(event).words == ["closed"])
    }

    @Test func messagesAndTheirPieces() {
        var machine = Self.openClient()
        #expect(machine.handle(.send(Array("hi".utf8))).transmitted == [0x81, 0x82, 1, 2, 3, 4, 0x69, 0x6b])
        #expect(machine.handle(.send([0xff])).transmitted == [0x82, 0x81, 1, 2, 3, 4, 0xfe])
        let pieces =
            Self.serverSends(.text, isLast: false, "OPT") + Self.serverSends(.ping, "are you there")
            + Self.serverSends(.continuation, isLast: false, "ION") + Self.serverSends(.pong, "")
            + Self.serverSends(.continuation, "S") + Self.serverSends(.binary, "next") + Self.serverSends(.text, "")
        let actions = machine.handle(.received(pieces))
        #expect(actions.words.dropFirst() == ["< OPTIONS", "< next"])
        let pong = WebSocketFrame(opcode: .pong, payload: Array("are you there".utf8)).bytes(mask: [1, 2, 3, 4])
        #expect(actions.transmitted == pong)
    }

    @Test(arguments: [
        (serverSends(.continuation, "x"), WebSocketFailure.Rule.continuation),
        (serverSends(.text, isLast: false, "x") + serverSends(.text, "y"), .continuation),
        ([0x81, 0x80, 0, 0, 0, 0], .masking),
        (
            serverSends(.text, isLast: false, String(repeating: "x", count: 200_000))
                + serverSends(.continuation, String(repeating: "x", count: 100_000)), .size
        ),
    ])
    func whatBreaksTheProtocol(bytes: [UInt8], rule: WebSocketFailure.Rule) {
        var machine = Self.openClient()
        let actions = machine.handle(.received(bytes))
        #expect(actions.words.last == "failed \(WebSocketFailure.broken(rule))")
        // Close, 1002.
        #expect(actions.transmitted == [0x88, 0x82, 1, 2, 3, 4, 0x02, 0xe8])
        #expect(machine.handle(.send([1])).isEmpty)
    }

    @Test func goodbyes() {
        var machine = Self.openClient()
        #expect(machine.handle(.received([0x88, 2, 0x03, 0xe9])).words.last == "closed")
        machine = Self.openClient()
        #expect(machine.handle(.finish).transmitted == [0x88, 0x82, 1, 2, 3, 4, 0x02, 0xea])
        #expect(machine.handle(.finish).isEmpty && machine.handle(.send([1])).isEmpty)
        #expect(machine.handle(.received(Self.serverSends(.text, "last"))).words == ["< last"])
        #expect(machine.handle(.received([0x88, 0])).words == ["closed"])
    }

    @Test func arbitraryBytesDoNoHarm() {
        for _ in 0..<2000 {
            var machine = Self.openClient()
            for _ in 0..<8 {
                _ = machine.handle(.received((0..<Int.random(in: 0...40)).map { _ in UInt8.random(in: 0...255) }))
            }
            var opening = Self.client()
            _ = opening.handle(.received(Array("HTTP/1.1 ".utf8) + (0..<60).map { _ in UInt8.random(in: 0...127) }))
        }
    }
}

extension [WebSocketMachine.Action] {
    var transmitted: [UInt8] {
        flatMap { action in if case .transmit(let bytes) = action { bytes } else { [UInt8]() } }
    }

    /// For tables: `>` transmitted, `<` delivered.
    var words: [String] {
        map { action in
            switch action {
            case .transmit(let bytes): "> \(String(decoding: bytes, as: UTF8.self))"
            case .established: "established"
            case .deliver(let bytes): "< \(String(decoding: bytes, as: UTF8.self))"
            case .closed: "closed"
            case .failed(let failure): "failed \(failure)"
            }
        }
    }
}
