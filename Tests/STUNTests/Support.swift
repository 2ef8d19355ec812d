import Foundation
import STUN
import TestSupport
import Testing

func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("Fixtures/STUN/\(name)")))
}

func message(_ bytes: [UInt8]) throws -> STUNMessage {
    guard case .message(let message) = STUNMessage.parse(bytes) else {
        throw UnexpectedParse(result: STUNMessage.parse(bytes))
    }
    return message
}

struct UnexpectedParse: Error {
    let result: STUNParse
}

/// `192.0.2.1:3478`
func address(_ text: String) throws -> TransportAddress {
    let parts = text.split(separator: ":")
    let bytes = parts[0].split(separator: ".").compactMap { UInt8($0) }
    let port = try #require(UInt16(parts[1]))
    return try #require(TransportAddress(bytes: bytes, port: port))
}

func ipv6(_ groups: [UInt16], port: UInt16) throws -> TransportAddress {
    let bytes = groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    return try #require(TransportAddress(bytes: bytes, port: port))
}

func transactionID(_ seed: UInt64 = 1) -> TransactionID {
    var generator = FixedGenerator(seed: seed)
    return TransactionID(using: &generator)
}
