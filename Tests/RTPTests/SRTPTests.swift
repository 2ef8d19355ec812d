import TLS
import TestSupport
import Testing

@testable import RTP

@Suite struct SRTPTests {
    private static func primitives() throws -> SRTPPrimitives {
        let cipher = try AES128.function()
        return SRTPPrimitives(counterMode: cipher) { (try? Hash.sha1.hmac(key: $0, $1)) ?? [] }
    }

    /// RFC 3711 B.3.
    private static let master = hex("E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6")

    private func keys() throws -> (SRTPMasterKey, SRTPPrimitives) {
        (try #require(SRTPMasterKey(Self.master)), try Self.primitives())
    }

    /// RFC 3711 B.2: the first and the last blocks of the longest keystream of one packet.
    @Test func keystream() throws {
        let keys = SessionKeys(
            cipher: hex("2B7E151628AED2A6ABF7158809CF4F3C"), authentication: [],
            salt: hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"), try Self.primitives())
        let stream = try #require(keys.encrypt([UInt8](repeating: 0, count: 0xff02 * 16), ssrc: 0, index: 0))
        #expect(
            Array(stream.prefix(48))
                == hex(
                    """
                    E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB
                    41E95B3BB0A2E8DD477901E4FCA894C0
                    """))
        #expect(
            Array(stream.suffix(48))
                == hex(
                    """
                    EC8CDF7398607CB0F2D21675EA9EA1E4 362B7C3C6773516318A077D7FC5073AE
                    6A2CC3787889374FBEB4C81B17BA6C44
                    """))
    }

    /// RFC 3711 B.3.
    @Test func keyDerivation() throws {
        let (master, primitives) = try keys()
        let keys = SessionKeys(master, .rtp, primitives)
        #expect(keys.cipher == hex("C61E7A93744F39EE10734AFE3FF7A087"))
        #expect(keys.salt == hex("30CBBC08863D8C85D49DB34A9AE1"))
        #expect(keys.authentication == hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"))
    }

    private static let plain = hex("800f1234 decafbad cafebabe abababab abababab abababab abababab")
    private static let report = hex("81c8000b cafebabe abababab abababab abababab abababab")

    /// The reference packets of libsrtp's own tests, under the same keys.
    @Test func wholePackets() throws {
        let (key, primitives) = try keys()
        let rtp = hex("800f1234 decafbad cafebabe 4e55dc4c e79978d8 8ca4d215 949d2402 b78d6acc99ea179b8dbb")
        let rtcp = hex("81c8000b cafebabe 7128035b e487b9bd bef89041 f977a5a8 80000001 993e08cd54d6c1230798")
        var sender = SRTPSender(.aes128SHA1Tag80, key: key, primitives)
        var receiver = SRTPReceiver(.aes128SHA1Tag80, key: key, primitives)
        #expect(sender.protect(Self.plain) == rtp)
        #expect(try receiver.unprotect(rtp) == Self.plain)
        #expect(sender.protectControl(Self.report) == rtcp)
        #expect(try receiver.unprotectControl(rtcp) == Self.report)
    }

    /// The shorter tag is the beginning of the longer one, and RTCP keeps ten bytes.
    @Test func shortTag() throws {
        let (key, primitives) = try keys()
        var sender = SRTPSender(.aes128SHA1Tag32, key: key, primitives)
        var receiver = SRTPReceiver(.aes128SHA1Tag32, key: key, primitives)
        let packet = try present(sender.protect(Self.plain))
        #expect(packet.count == Self.plain.count + 4 && packet.suffix(4) == [0xb7, 0x8d, 0x6a, 0xcc])
        #expect(try receiver.unprotect(packet) == Self.plain)
        let report = try present(sender.protectControl(Self.report))
        #expect(report.count == Self.report.count + 4 + 10)
        #expect(try receiver.unprotectControl(report) == Self.report)
        var other = SRTPReceiver(.aes128SHA1Tag80, key: key, primitives)
        #expect(throws: SRTPReceiver.Failure.authentication) { try other.unprotect(packet) }
    }

    /// Losses, disorder and three wraps: every packet comes out as it went in.
    @Test func wraps() throws {
        let (key, primitives) = try keys()
        var sender = SRTPSender(.aes128SHA1Tag80, key: key, primitives)
        var receiver = SRTPReceiver(.aes128SHA1Tag80, key: key, primitives)
        // Every 20th packet is sent, and each pair of them arrives the wrong way round.
        for number in stride(from: 0x7000, to: 0x3_8000, by: 40) {
            let plain = [number, number + 20].map { packet(UInt16(truncatingIfNeeded: $0), payload: [1, 2, 3]).bytes }
            let protected = try plain.map { try present(sender.protect($0)) }
            #expect(try receiver.unprotect(protected[1]) == plain[1])
            #expect(try receiver.unprotect(protected[0]) == plain[0])
        }
    }

    @Test func replays() throws {
        let (key, primitives) = try keys()
        var sender = SRTPSender(.aes128SHA1Tag80, key: key, primitives)
        var receiver = SRTPReceiver(.aes128SHA1Tag80, key: key, primitives)
        let packets = try (0..<100).map { try present(sender.protect(packet($0).bytes)) }
        let reports = try (0..<2).map { _ in try present(sender.protectControl(Self.report)) }
        for place in [0, 2, 1, 70] { #expect(throws: Never.self) { try receiver.unprotect(packets[place]) } }
        // Seen, seen, and too old to tell.
        for place in [70, 2, 5] {
            #expect(throws: SRTPReceiver.Failure.replay) { try receiver.unprotect(packets[place]) }
        }
        for place in [7, 69, 99] { #expect(throws: Never.self) { try receiver.unprotect(packets[place]) } }
        #expect(throws: Never.self) { try receiver.unprotectControl(reports[0]) }
        #expect(throws: SRTPReceiver.Failure.replay) { try receiver.unprotectControl(reports[0]) }
        #expect(throws: Never.self) { try receiver.unprotectControl(reports[1]) }
    }

    /// A forged packet is refused, and changes nothing for the true ones.
    @Test func everyBitCounts() throws {
        let (key, primitives) = try keys()
        var sender = SRTPSender(.aes128SHA1Tag32, key: key, primitives)
        var receiver = SRTPReceiver(.aes128SHA1Tag32, key: key, primitives)
        let rtp = try present(sender.protect(Self.plain))
        let rtcp = try present(sender.protectControl(Self.report))
        for bit in 0..<8 * rtp.count {
            var forged = rtp
            forged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SRTPReceiver.Failure.self) { try receiver.unprotect(forged) }
        }
        for bit in 0..<8 * rtcp.count {
            var forged = rtcp
            forged[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: SRTPReceiver.Failure.self) { try receiver.unprotectControl(forged) }
        }
        #expect(try receiver.unprotect(rtp) == Self.plain)
        #expect(try receiver.unprotectControl(rtcp) == Self.report)
        for count in 0..<rtp.count {
            #expect(throws: SRTPReceiver.Failure.self) { try receiver.unprotect(Array(rtp.prefix(count))) }
            #expect(throws: SRTPReceiver.Failure.self) { try receiver.unprotectControl(Array(rtcp.prefix(count))) }
        }
    }

    @Test(arguments: [0, 29, 31])
    func keysOfAnotherLength(_ length: Int) {
        #expect(SRTPMasterKey([UInt8](repeating: 1, count: length)) == nil)
    }

    /// A library that fails yields no packet, and never one in the clear.
    @Test func failingLibrary() throws {
        let key = try #require(SRTPMasterKey(Self.master))
        let failing = SRTPPrimitives(counterMode: { _, _, _ in [] }, hmac: { _, _ in [] })
        var sender = SRTPSender(.aes128SHA1Tag80, key: key, failing)
        #expect(sender.protect(Self.plain) == nil && sender.protectControl(Self.report) == nil)
        #expect(sender.protect([]) == nil && sender.protectControl([]) == nil)
    }
}
