import STUN
import TLS
import Testing

struct MessageTests {
    static let header: [UInt8] = [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42] + [UInt8](repeating: 7, count: 12)

    /// The binding request's header, with this length and these bytes after it.
    static func request(length: UInt8, _ body: [UInt8]) -> [UInt8] {
        var bytes = header + body
        bytes[3] = length
        return bytes
    }

    @Test(arguments: [
        ([], STUNParse.notSTUN),
        (Array("SIP/2.0 200 OK\r\n".utf8), .notSTUN),
        ([0x80, 0, 0, 0], .notSTUN),
        ([0, 1, 0, 0, 0x21, 0x13], .notSTUN),
        ([UInt8](repeating: 0, count: 28), .notSTUN),
        ([0, 1], .incomplete(missing: 18)),
        (Array(header.dropLast()), .incomplete(missing: 1)),
        (request(length: 8, [0, 6]), .incomplete(missing: 6)),
        (request(length: 3, [0, 0, 0]), .wrong(STUNFault(offset: 2, rule: .lengthNotMultipleOfFour))),
        (header + [0], .wrong(STUNFault(offset: 20, rule: .bytesAfterMessage))),
        (request(length: 4, [0, 6, 0, 1]), .wrong(STUNFault(offset: 20, rule: .attributeBeyondEnd))),
        (
            request(length: 8, [0, 6, 0, 5, 1, 2, 3, 4]),
            .wrong(STUNFault(offset: 20, rule: .attributeBeyondEnd))
        ),
        (
            request(length: 12, [0x80, 0x28, 0, 4, 1, 2, 3, 4, 0, 6, 0, 0]),
            .wrong(STUNFault(offset: 28, rule: .attributeAfterFingerprint))
        ),
    ])
    func parse(bytes: [UInt8], expected: STUNParse) {
        #expect(STUNMessage.parse(bytes) == expected)
    }

    @Test(
        arguments: [UInt16(0x001), 0x003, 0x00f, 0x010, 0x07f, 0x080, 0xfff],
        [
            STUNMessage.Class.request, .indication, .successResponse, .errorResponse,
        ])
    func typeBits(method: UInt16, messageClass: STUNMessage.Class) throws {
        let parsed = try message(
            STUNMessageBuilder(messageClass, method: method, transactionID: transactionID()).bytes)
        #expect(parsed.method == method)
        #expect(parsed.messageClass == messageClass)
        #expect(parsed.transactionID == transactionID())
    }

    @Test func unknownAttributesArePreserved() throws {
        var builder = STUNMessageBuilder(.request, transactionID: transactionID())
        builder.add(AttributeType(rawValue: 0x7abc), [1, 2, 3])
        builder.add(AttributeType(rawValue: 0xfabc), [4])
        builder.add(AttributeType(rawValue: 0xfabc), [])
        let parsed = try message(builder.bytes)
        #expect(parsed.attributes.map(\.type.rawValue) == [0x7abc, 0xfabc, 0xfabc])
        #expect(parsed.attributes.map { parsed.value(of: $0) } == [[1, 2, 3], [4], []])
        #expect(parsed.attributes.map(\.offset) == [20, 28, 36])
        #expect(parsed.unknownRequiredAttributes.map(\.rawValue) == [0x7abc])
    }

    @Test func integrityEndsWhatCounts() throws {
        var builder = STUNMessageBuilder(.successResponse, transactionID: transactionID())
        try builder.addMessageIntegrity(key: [1], hmac: Hash.sha1.hmac)
        builder.addSoftware("smuggled in")
        builder.addFingerprint()
        let parsed = try message(builder.bytes)
        #expect(parsed.software == nil)
        #expect(parsed.fingerprint == .valid)
        #expect(try parsed.messageIntegrity(key: [1], hmac: Hash.sha1.hmac) == .valid)
    }

    @Test func aFlippedBitBreaksBothChecks() throws {
        var builder = STUNMessageBuilder(.successResponse, transactionID: transactionID())
        builder.addSoftware("abc")
        try builder.addMessageIntegrity(key: [1], hmac: Hash.sha1.hmac)
        builder.addFingerprint()
        var bytes = builder.bytes
        bytes[25] ^= 1
        let parsed = try message(bytes)
        #expect(parsed.fingerprint == .invalid)
        #expect(try parsed.messageIntegrity(key: [1], hmac: Hash.sha1.hmac) == .invalid)
    }

    @Test func anOverlongAttributeIsCutToTheLengthField() throws {
        var builder = STUNMessageBuilder(.request, transactionID: transactionID())
        builder.add(.padding, [UInt8](repeating: 1, count: 100_000))
        builder.add(.username, [1])
        let parsed = try message(builder.bytes)
        #expect(parsed.attributes.map(\.type) == [.padding])
        #expect(parsed.bytes.count == 20 + 0xfffc)
    }
}
