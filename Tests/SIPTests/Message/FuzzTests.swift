import SIP
import Testing

/// Nothing may crash, loop or read past the end, whatever comes.
@Suite struct FuzzTests {
    static let names = TortureTests.rows.map(\.name)

    /// A small generator whose sequence is fixed by its seed (xorshift64).
    struct Random {
        var state: UInt64

        mutating func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(truncatingIfNeeded: state >> 33) % bound
        }
    }

    /// Reads everything there is to read; false if a range leads out of the message.
    private func exercise(_ bytes: [UInt8]) -> Bool {
        guard case .message(let message, let consumed) = Message.parse(bytes, framing: .datagram) else { return true }
        for field in message.fields { _ = message.values(named: message.name(of: field)) }
        _ = (message.requestURI, message.vias, message.contacts.map(\.description), message.recordRoutes)
        _ = (message.retryAfter, message.warnings, message.reasons, message.contentType, message.to?.description)
        _ = (message.challenges.map(\.qops), message.authorizations, message.authenticationInfo, message.sdp)
        _ = (message.sessionExpires, message.rAck, message.paths, message.allowedMethods)
        var builder = ResponseBuilder(to: message, 200, toTag: "t")
        builder.source = Samples.source
        _ = try? builder.build()
        _ = try? message.acknowledgement(of: message)
        return consumed <= bytes.count && message.body.upperBound == message.bytes.count
            && message.validate().allSatisfy { (0...bytes.count).contains($0.offset) }
    }

    /// Every cut of the framing; the values are read at every twentieth.
    @Test(arguments: names) func truncations(_ name: String) throws {
        let bytes = try Fixtures.torture(name)
        let isIncompleteUntilItsEnd =
            name.hasPrefix("valid/") && !["valid/dblreq", "valid/inv2543"].contains(name)
        var failures: [Int] = []
        for length in stride(from: 0, to: bytes.count, by: bytes.count > 2_000 ? 7 : 1) {
            let part = Array(bytes[..<length])
            if length % 20 == 0, !exercise(part) { failures.append(length) }
            let result = Message.parse(part, framing: .stream)
            if isIncompleteUntilItsEnd, result != .incomplete { failures.append(length) }
        }
        #expect(failures == [])
    }

    @Test(arguments: names) func mutations(_ name: String) throws {
        let original = try Fixtures.torture(name)
        var random = Random(state: 0x5EED_0000 + UInt64(original.count))
        let interesting = Array("\r\n\t :;,<>\"\\@%=?&[]()*/0\0\u{7F}".utf8) + [0xFF, 0x80]
        var failures: [[UInt8]] = []
        for _ in 0..<60 {
            var bytes = original
            for _ in 0...random.next(4) {
                let place = random.next(bytes.count)
                switch random.next(4) {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next(256))
                case 1: bytes[place] = interesting[random.next(interesting.count)]
                case 2: bytes.remove(at: place)
                default: bytes.insert(interesting[random.next(interesting.count)], at: place)
                }
            }
            var framer = StreamFramer(side: .server)
            let events = framer.receive(bytes)
            let endsAtItsError = events.dropLast().allSatisfy { if case .wrong = $0 { false } else { true } }
            if !exercise(bytes) || !endsAtItsError { failures.append(bytes) }
        }
        #expect(failures == [])
    }

    /// Short messages out of the grammar's own pieces, where the edges are.
    @Test func pieces() {
        let pieces = [
            "INVITE", " ", "SIP/2.0", "sip:", "a", "@", "200", "\r\n", "\r\n", "\n", "\r", ":", ";", ",", "<", ">",
            "\"", "\\",
            "=", "(", ")", "[", "]", "::", "1", "/", "%4", "?", "*", "v:", "m:", "f:", "CSeq:", "Retry-After:", "l:",
            "\t", "WWW-Authenticate:", "Digest", "qop=", "realm=\"",
        ].map(\.bytes)
        var random = Random(state: 7)
        for _ in 0..<4_000 {
            let tail = (0..<random.next(12)).flatMap { _ in pieces[random.next(pieces.count)] }
            let heads = ["", "SIP/2.0 200 OK\r\nv:", "INVITE sip:", "A sip:b SIP/2.0\r\nm:"]
            let bytes = heads[random.next(heads.count)].bytes + tail + "\r\n\r\n".bytes
            if !exercise(bytes) { Issue.record("\(bytes)") }
            var framer = StreamFramer(side: .client)
            _ = framer.receive(bytes)
        }
    }

    @Test func randomBytes() {
        var random = Random(state: 42)
        for _ in 0..<500 {
            let bytes = (0..<random.next(200)).map { _ in UInt8(truncatingIfNeeded: random.next(256)) }
            #expect(exercise("SIP/2.0 200 OK\r\n".bytes + bytes + "\r\n\r\n".bytes))
            _ = try? URI(String(decoding: bytes, as: UTF8.self))
            _ = try? Host(String(decoding: bytes, as: UTF8.self))
            _ = try? NameAddress(String(decoding: bytes, as: UTF8.self))
        }
    }
}
