import RTP
import TestSupport
import Testing

@Suite struct RTPPacketTests {
    /// Everything a header can have, and two bytes of padding.
    private static let full = hex("b2 88 1234 00010203 cafebabe 00000001 00000002 bede 0001 10aa0000 d5d5 0002")

    @Test func readsEveryPart() throws {
        let packet = try #require(RTPPacket(Self.full))
        #expect(packet.payloadType == 8 && packet.marker)
        #expect(packet.sequence == 0x1234 && packet.timestamp == 0x1_0203 && packet.ssrc == 0xcafe_babe)
        #expect(packet.csrcs == [1, 2])
        #expect(packet.headerExtension == .init(profile: 0xbede, data: hex("10aa0000")))
        #expect(packet.payload == [0xd5, 0xd5])
    }

    @Test func writesWhatItReads() throws {
        let packet = try #require(RTPPacket(Self.full))
        var unpadded = Array(Self.full.dropLast(2))
        unpadded[0] &= ~0x20
        #expect(packet.bytes == unpadded)
        #expect(RTPPacket(packet.bytes) == packet)
    }

    @Test(arguments: [
        ("80 00 0001 00000000 00000001", true), ("90 00 0001 00000000 00000001 0000 0000", true),
        // The version, and what is cut short.
        ("40 00 0001 00000000 00000001", false), ("", false), ("80", false), ("80 00 0001 00000000 000000", false),
        ("81 00 0001 00000000 00000001", false), ("90 00 0001 00000000 00000001", false),
        ("90 00 0001 00000000 00000001 0000 0001 000000", false),
        // Padding of none, of the whole payload, and of more than that.
        ("a0 00 0001 00000000 00000001", false), ("a0 00 0001 00000000 00000001 00", false),
        ("a0 00 0001 00000000 00000001 0002", true), ("a0 00 0001 00000000 00000001 0003", false),
    ])
    func bounds(_ text: String, _ isRead: Bool) {
        #expect((RTPPacket(hex(text)) != nil) == isRead)
    }

    @Test func whatNoFieldCanSayIsLeftOut() throws {
        var packet = packet(1)
        packet.csrcs = (0..<20).map { $0 }
        packet.headerExtension = .init(profile: 1, data: [1, 2, 3, 4, 5])
        let read = try #require(RTPPacket(packet.bytes))
        #expect(read.csrcs.count == 15 && read.headerExtension?.data == [1, 2, 3, 4] && read.payload == [0xff])
    }

    @Test func everyMutationIsReadOrRefused() {
        var generator = FixedGenerator(seed: 3550)
        var read = 0
        for _ in 0..<5000 {
            var bytes = Self.full
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = generator.next()
            }
            bytes.removeLast(Int.random(in: 0...4, using: &generator))
            guard let packet = RTPPacket(bytes) else { continue }
            read += 1
            #expect(RTPPacket(packet.bytes) == packet)
            #expect(packet.bytes.count <= bytes.count)
        }
        #expect(read > 500)
    }

    @Test(arguments: [
        ("", DatagramKind.other), ("00 01 0000 2112a442", .stun), ("04", .other), ("10", .zrtp), ("16 fefd", .dtls),
        ("3f", .dtls), ("40 00", .turn), ("50", .other), ("80", .rtp), ("80 00", .rtp), ("80 80", .rtp),
        ("80 bf", .rtp),
        ("80 c0", .rtcp), ("81 c8", .rtcp), ("80 df", .rtcp), ("80 e0", .rtp), ("bf 7f", .rtp), ("c0 c8", .other),
        ("49 4e 56", .turn),
    ])
    func kinds(_ text: String, _ kind: DatagramKind) {
        #expect(DatagramKind(of: hex(text)) == kind)
    }
}
