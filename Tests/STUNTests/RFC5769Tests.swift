import Foundation
import STUN
import TLS
import Testing

/// The sample messages of RFC 5769: fields, integrity and fingerprint.
struct RFC5769Tests {
    struct Vector: Decodable {
        let hex: String
        let key: String
        let fingerprintOK: Bool?

        enum CodingKeys: String, CodingKey {
            case hex, key
            case fingerprintOK = "fingerprint_ok"
        }
    }

    @Test(arguments: [
        "rfc5769-2.1-request", "rfc5769-2.2-response-ipv4", "rfc5769-2.3-response-ipv6", "rfc5769-2.4-request-longterm",
    ])
    func integrityAndFingerprint(name: String) throws {
        let vectors = try JSONDecoder().decode([String: Vector].self, from: Data(fixture("rfc5769.json")))
        let vector = try #require(vectors[name])
        let bytes = try fixture(name + ".bin")
        #expect(bytes == hex(vector.hex))
        let message = try message(bytes)
        #expect(message.bytes == bytes)
        let key = hex(vector.key)
        #expect(try message.messageIntegrity(key: key, hmac: Hash.sha1.hmac) == .valid)
        #expect(try message.messageIntegrity(key: key + [0x78], hmac: Hash.sha1.hmac) == .invalid)
        #expect(message.fingerprint == (vector.fingerprintOK == true ? .valid : .absent))
    }

    @Test func sampleRequest() throws {
        let message = try message(fixture("rfc5769-2.1-request.bin"))
        #expect(message.messageClass == .request)
        #expect(message.method == STUNMessage.binding)
        #expect(message.transactionID.bytes == hex("b7e7a701bc34d686fa87dfae"))
        #expect(message.software == "STUN test client")
        #expect(
            message.attributes.map(\.type)
                == [.software, .priority, .iceControlled, .username, .messageIntegrity, .fingerprint])
        let username = try #require(message.first(.username))
        #expect(String(decoding: message.value(of: username), as: UTF8.self) == "evtj:h6vY")
    }

    @Test func sampleResponses() throws {
        let ipv4 = try message(fixture("rfc5769-2.2-response-ipv4.bin"))
        #expect(ipv4.messageClass == .successResponse)
        #expect(ipv4.software == "test vector")
        #expect(try ipv4.reflexiveAddress() == address("192.0.2.1:32853"))
        let expected = try STUNTests.ipv6([0x2001, 0xdb8, 0x1234, 0x5678, 0x11, 0x2233, 0x4455, 0x6677], port: 32853)
        let ipv6 = try message(fixture("rfc5769-2.3-response-ipv6.bin"))
        #expect(try ipv6.reflexiveAddress() == expected)
        #expect(try ipv6.address(.mappedAddress) == nil)
    }

    /// The long-term key is MD5(username ":" realm ":" password) (RFC 8489 §9.2.2).
    @Test func longTermKey() throws {
        let key = try Hash.md5.digest(
            Array("\u{30de}\u{30c8}\u{30ea}\u{30c3}\u{30af}\u{30b9}:example.org:TheMatrIX".utf8))
        let message = try message(fixture("rfc5769-2.4-request-longterm.bin"))
        #expect(try message.messageIntegrity(key: key, hmac: Hash.sha1.hmac) == .valid)
    }

    private func hex(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
