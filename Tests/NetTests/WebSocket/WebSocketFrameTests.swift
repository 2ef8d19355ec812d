import Testing

@testable import Net

struct WebSocketFrameTests {
    /// RFC 6455 §5.7.
    @Test(arguments: [
        (WebSocketFrame(opcode: .text, payload: Array("Hello".utf8)), [UInt8]?.none, [0x81, 5] + Array("Hello".utf8)),
        (
            WebSocketFrame(opcode: .text, payload: Array("Hello".utf8)), [0x37, 0xfa, 0x21, 0x3d],
            [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
        ),
        (WebSocketFrame(opcode: .text, isLast: false, payload: Array("Hel".utf8)), nil, [0x01, 3] + Array("Hel".utf8)),
        (WebSocketFrame(opcode: .continuation, payload: Array("lo".utf8)), nil, [0x80, 2] + Array("lo".utf8)),
        (WebSocketFrame(opcode: .ping, payload: Array("Hello".utf8)), nil, [0x89, 5] + Array("Hello".utf8)),
        (
            WebSocketFrame(opcode: .binary, payload: [UInt8](repeating: 7, count: 256)), nil,
            [0x82, 0x7e, 1, 0] + [UInt8](repeating: 7, count: 256)
        ),
        (
            WebSocketFrame(opcode: .binary, payload: [UInt8](repeating: 7, count: 65_536)), nil,
            [0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0] + [UInt8](repeating: 7, count: 65_536)
        ),
    ])
    func bothWays(frame: WebSocketFrame, mask: [UInt8]?, bytes: [UInt8]) throws {
        #expect(frame.bytes(mask: mask) == bytes)
        var reader = WebSocketFrameReader(expectsMask: mask != nil)
        for byte in bytes.dropLast() {
            reader.add([byte])
            #expect(try reader.next() == nil)
        }
        reader.add([bytes[bytes.count - 1], 0x8a])
        #expect(try reader.next() == frame)
        #expect(try reader.next() == nil, "the next one has begun")
    }

    @Test(arguments: [
        ([0xc1, 0], WebSocketFailure.Rule.reserved), ([0x83, 0], .opcode), ([0x8f, 0], .opcode),
        ([0x81, 0x80], .masking),
        ([0x09, 0], .control), ([0x88, 126], .control), ([0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], .size),
        ([0x82, 127, 0, 0, 0, 0, 0, 4, 0, 1], .size),
    ])
    func refused(bytes: [UInt8], rule: WebSocketFailure.Rule) throws {
        var reader = WebSocketFrameReader(expectsMask: false)
        reader.add(bytes)
        #expect(throws: WebSocketFailure.broken(rule)) { try reader.next() }
    }

    @Test func aClientsFrameWithoutMaskIsRefused() {
        var reader = WebSocketFrameReader(expectsMask: true)
        reader.add([0x81, 0])
        #expect(throws: WebSocketFailure.broken(.masking)) { try reader.next() }
    }
}
