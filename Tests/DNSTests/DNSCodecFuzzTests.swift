import Testing

@testable import DNS

/// Whatever the octets, decoding ends with a message or an error, and a message can be printed and read for its answer.
@Suite struct DNSCodecFuzzTests {
    @Test(arguments: Fixture.names)
    func survivesEveryTruncation(_ fixture: String) throws {
        let whole = try Fixture.bytes(fixture)
        for length in 0..<whole.count {
            let isMessage = decodes(Array(whole.prefix(length)))
            #expect(!isMessage, "\(length) of \(whole.count) octets passed for a message")
        }
    }

    @Test(arguments: Fixture.names)
    func survivesMutations(_ fixture: String) throws {
        let whole = try Fixture.bytes(fixture)
        var random = FixedRandom(state: 0x5EED)
        var survivors = 0
        for _ in 0..<4000 {
            var bytes = whole
            for _ in 0...random.next(below: 6) {
                bytes[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
            }
            if decodes(bytes) { survivors += 1 }
        }
        #expect((1..<4000).contains(survivors), "the mutations are either too wild or too tame to test anything")
    }

    @Test func survivesNoise() {
        var random = FixedRandom(state: 99)
        var messages = 0
        for _ in 0..<4000 {
            var bytes = (0..<random.next(below: 120)).map { _ in UInt8(random.next(below: 256)) }
            // Small section counts, or no noise would get past the header.
            for index in 4..<12 where index < bytes.count { bytes[index] = index % 2 == 0 ? 0 : bytes[index] & 1 }
            if decodes(bytes) { messages += 1 }
        }
        #expect(messages > 0)
    }

    private func decodes(_ bytes: [UInt8]) -> Bool {
        _ = try? DNSCodec.decodeQuestion(bytes)
        guard let message = try? DNSCodec.decode(bytes) else { return false }
        let question = message.question ?? DNSQuestion(.root, .a)
        let result = AnswerReader(question: question, message: message).result()
        return !"\(message)\(result.outcome)".isEmpty
    }
}
