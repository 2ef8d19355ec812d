import RTP
import TestSupport
import Testing

@Suite struct RTCPTests {
    private static let block = ReportBlock(
        ssrc: 7, fractionLost: 64, lost: -2, highestSequence: 0x1_0005, jitter: 9, lastReport: 10, delay: 11)
    private static let info = RTCPPacket.SenderInfo(
        time: NTPTime(rawValue: 0x0102_0304_0506_0708), timestamp: 160, packets: 3, octets: 480)

    @Test(arguments: [
        (
            RTCPPacket.senderReport(ssrc: 1, info, [block]),
            """
            81c8000c 00000001 0102030405060708 000000a0 00000003 000001e0
            00000007 40fffffe 00010005 00000009 0000000a 0000000b
            """
        ),
        (.receiverReport(ssrc: 1, []), "80c90001 00000001"),
        (.receiverReport(ssrc: 1, [block]), "81c90007 00000001 00000007 40fffffe 00010005 00000009 0000000a 0000000b"),
        (.description(ssrc: 1, cname: "ab"), "81ca0003 00000001 01026162 00000000"),
        (.description(ssrc: 1, cname: "abc"), "81ca0003 00000001 01036162 63000000"),
        (.description(ssrc: 1, cname: nil), "81ca0002 00000001 00000000"),
        (.goodbye(ssrcs: [1, 2]), "82cb0002 00000001 00000002"), (.goodbye(ssrcs: []), "80cb0000"),
        (.other(type: 204), "80cc0000"),
    ])
    func bothWays(_ packet: RTCPPacket, _ text: String) {
        #expect(packet.bytes == hex(text))
        #expect(RTCPPacket.parse(hex(text)) == [packet])
    }

    @Test func compound() {
        let packets: [RTCPPacket] = [
            .senderReport(ssrc: 1, Self.info, []), .description(ssrc: 1, cname: "x"), .goodbye(ssrcs: [1]),
        ]
        #expect(RTCPPacket.parse(packets.flatMap(\.bytes)) == packets)
    }

    @Test(arguments: [
        // BYE with its reason, SDES with a NAME before the CNAME, padding at the very end.
        ("81cb0002 00000001 02627900", RTCPPacket.goodbye(ssrcs: [1])),
        ("81ca0004 00000001 02016e01 02616200 00000000", .description(ssrc: 1, cname: "ab")),
        ("a0c90002 00000001 00000004", .receiverReport(ssrc: 1, [])),
    ])
    func readsMore(_ text: String, _ packet: RTCPPacket) {
        #expect(RTCPPacket.parse(hex(text)) == [packet])
    }

    @Test(arguments: [
        "", "80", "80c90001 000000", "40c90001 00000001", "80c90002 00000001", "81c90001 00000001", "80c80001 00000001",
        "82cb0001 00000001", "81ca0000",
        // Padding before the end, of nothing, of more than there is.
        "a0c90002 00000001 00000004 80cb0000", "a0c90002 00000001 00000000", "a0c90002 00000001 00000009",
    ])
    func refuses(_ text: String) {
        #expect(RTCPPacket.parse(hex(text)) == nil)
    }

    @Test func anItemBeyondItsPacketIsNoName() {
        #expect(
            RTCPPacket.parse(hex("81ca0002 00000001 01ff6162")) == [.description(ssrc: 1, cname: nil)])
    }

    @Test func fieldsHoldWhatTheyCan() {
        let block = ReportBlock(ssrc: 1, fractionLost: 0, lost: 1 << 40, highestSequence: 0, jitter: 0)
        let packets = RTCPPacket.parse(RTCPPacket.receiverReport(ssrc: 1, .init(repeating: block, count: 40)).bytes)
        guard case .receiverReport(_, let blocks)? = packets?.first else {
            Issue.record("no receiver report")
            return
        }
        #expect(blocks.count == 31 && blocks[0].lost == 0x7f_ffff)
    }

    @Test func everyMutationIsReadOrRefused() {
        var generator = FixedGenerator(seed: 3550)
        let original = [
            RTCPPacket.senderReport(ssrc: 1, Self.info, [Self.block]), .description(ssrc: 1, cname: "name"),
            .goodbye(ssrcs: [1]),
        ].flatMap(\.bytes)
        var read = 0
        for _ in 0..<5000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = generator.next()
            }
            if RTCPPacket.parse(bytes) != nil { read += 1 }
            bytes.removeLast(Int.random(in: 1...bytes.count, using: &generator))
            _ = RTCPPacket.parse(bytes)
        }
        #expect(read > 500)
    }

    @Test(
        arguments: [
            // 1970-01-01, and 2026-01-01 with half a second.
            (0, 2_208_988_800 << 32), (1_767_225_600_500, 3_976_214_400 << 32 | 1 << 31),
        ] as [(Int64, UInt64)])
    func time(_ ms: Int64, _ raw: UInt64) {
        #expect(NTPTime(unixMilliseconds: ms).rawValue == raw)
        #expect(NTPTime(unixMilliseconds: ms).middle == UInt32(truncatingIfNeeded: raw >> 16))
    }
}
