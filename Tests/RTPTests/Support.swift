import RTP
import Testing

func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}

func packet(
    _ sequence: UInt16, timestamp: UInt32 = 0, ssrc: UInt32 = 1, payloadType: UInt8 = 0, payload: [UInt8] = [0xff]
) -> RTPPacket {
    RTPPacket(payloadType: payloadType, sequence: sequence, timestamp: timestamp, ssrc: ssrc, payload: payload)
}

/// What a mutating call returned: `#require` cannot make the call itself.
func present<Value>(_ value: Value?) throws -> Value { try #require(value) }
