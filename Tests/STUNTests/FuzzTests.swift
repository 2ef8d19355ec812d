import STUN
import TestSupport
import Testing

/// Nothing crashes, and what is accepted is consistent.
struct FuzzTests {
    static let names = [
        "rfc5769-2.1-request.bin", "rfc5769-2.2-response-ipv4.bin", "rfc5769-2.3-response-ipv6.bin",
        "rfc5769-2.4-request-longterm.bin",
    ]

    @Test(arguments: names)
    func everyTruncationIsIncomplete(name: String) throws {
        let bytes = try fixture(name)
        for count in 1..<bytes.count {
            let missing = (count < 20 ? 20 : bytes.count) - count
            #expect(STUNMessage.parse(Array(bytes[..<count])) == .incomplete(missing: missing))
        }
    }

    @Test(arguments: names)
    func mutations(name: String) throws {
        var generator = FixedGenerator(seed: 5769)
        let original = try fixture(name)
        let server = try address("192.0.2.1:3478")
        let id = try message(original).transactionID
        var accepted = 0
        for _ in 0..<5000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            if Bool.random(using: &generator) { bytes.removeLast(Int.random(in: 0...8, using: &generator)) }
            var transaction = BindingTransaction(server: server, transactionID: id)
            _ = transaction.handle(.received(bytes, from: server))
            guard case .message(let message) = STUNMessage.parse(bytes) else { continue }
            accepted += 1
            readEverything(message)
            #expect(message.attributes.allSatisfy { $0.range.upperBound <= bytes.count })
        }
        #expect(accepted > 100, "most mutations must still reach the attributes")
    }

    private func readEverything(_ message: STUNMessage) {
        for attribute in message.attributes { _ = try? message.address(attribute.type) }
        _ = message.software
        _ = message.fingerprint
        _ = message.unknownAttributes
        _ = try? message.errorCode()
        _ = try? message.changeRequest()
        _ = try? message.responsePort()
        _ = message.messageIntegrity(key: []) { _, data in Array(data.prefix(20)) }
        _ = TransportAddress(bytes: [1, 2, 3, 4], port: 5).map { BindingResponse(mapped: $0).answer(to: message) }
    }
}
