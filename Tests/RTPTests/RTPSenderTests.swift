import RTP
import TestSupport
import Testing

@Suite struct RTPSenderTests {
    private func sender(_ codec: AudioCodec, _ payloadType: UInt8, seed: UInt64 = 1) -> RTPSender {
        var generator = FixedGenerator(seed: seed)
        return RTPSender(codec, payloadType: payloadType, using: &generator)
    }

    @Test(arguments: [
        (AudioCodec.pcmu, UInt8(0), UInt32(160), 160), (.pcma, 8, 160, 160), (.g722, 9, 160, 160), (.opus, 111, 960, 3),
    ])
    func twentyMilliseconds(_ codec: AudioCodec, _ payloadType: UInt8, _ step: UInt32, _ length: Int) {
        var sender = sender(codec, payloadType)
        let packets = (0..<3).map { _ in sender.next() }
        #expect(packets.map(\.payloadType) == [payloadType, payloadType, payloadType])
        #expect(packets.map(\.marker) == [true, false, false])
        #expect(packets.allSatisfy { $0.payload.count == length && $0.ssrc == sender.ssrc })
        #expect(packets[2].sequence &- packets[0].sequence == 2)
        #expect(packets[2].timestamp &- packets[0].timestamp == 2 * step)
        #expect(sender.timestamp &- packets[0].timestamp == 3 * step)
        #expect(sender.packets == 3 && sender.octets == UInt32(3 * length))
    }

    @Test(arguments: [("pcmu", AudioCodec.pcmu), ("PCMA", .pcma), ("G722", .g722), ("OPUS", .opus), ("GSM", nil)])
    func names(_ name: String, _ codec: AudioCodec?) {
        #expect(AudioCodec(encodingName: name) == codec)
    }

    @Test func silence() {
        #expect(Set(AudioCodec.pcmu.silence) == [0xff] && Set(AudioCodec.pcma.silence) == [0xd5])
        #expect(AudioCodec.opus.silence == [0xf8, 0xff, 0xfe])
    }

    @Test func anotherCodecBeginsWithAMarker() {
        var sender = sender(.pcmu, 0)
        let first = sender.next()
        sender.change(to: .pcmu, payloadType: 0)
        #expect(!sender.next().marker)
        sender.change(to: .opus, payloadType: 96)
        let third = sender.next()
        #expect(third.marker && third.payloadType == 96 && third.ssrc == first.ssrc)
        #expect(third.sequence == first.sequence &+ 2)
    }

    /// RFC 3711 3.3.1: a receiver that misses the first packets counts the wraps right all the same.
    @Test(arguments: 0..<20)
    func beginsInTheLowerHalf(_ seed: UInt64) {
        var sender = sender(.pcmu, 0, seed: seed)
        #expect(sender.next().sequence < 0x8000)
    }
}
