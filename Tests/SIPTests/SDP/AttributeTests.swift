import SIP
import Testing

@Suite struct SDPAttributeTests {
    @Test(arguments: [
        "1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4 FEC_ORDER=FEC_SRTP",
        "2 F8_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5QUJDREUwMTIzNDU2Nzg5QUJjZGVm|2^20|1:4;inline:QUJD|2^20|2:4",
        "1 AES_CM_128_HMAC_SHA1_32 inline:AAAA", "9 NEW inline:AAAA|1:4",
    ])
    func cryptoRoundTrips(_ text: String) throws {
        #expect(try #require(CryptoAttribute(text)).description == text)
    }

    @Test func cryptoParts() throws {
        let crypto = try #require(
            CryptoAttribute(
                "1 AES_CM_128_HMAC_SHA1_80 INLINE:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0e|2^31|1:1 UNENCRYPTED_SRTCP"))
        #expect(crypto.tag == 1)
        #expect(crypto.suite == CryptoAttribute.commonSuite)
        #expect(crypto.key == Offer.key)
        #expect(crypto.lifetime == "2^31")
        #expect(crypto.mki == "1:1")
        #expect(crypto.parameters == ["UNENCRYPTED_SRTCP"])
    }

    /// RFC 4648 10, and texts that lack their padding.
    @Test(arguments: [
        ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"), ("Zg", "f"), ("Zm8", "fo"), ("Z", nil), ("Zg=", nil), ("Zm9v=", nil), ("Zm=v", nil),
        ("Zg==x", nil), ("=", nil), ("Zm9v-_", nil),
    ])
    func keysAreBase64(_ text: String, _ key: String?) {
        let crypto = CryptoAttribute("1 X inline:\(text)")
        #expect(crypto?.key == key?.bytes)
        if let crypto, text.utf8.count % 4 == 0 { #expect(crypto.description == "1 X inline:\(text)") }
    }

    @Test(arguments: [
        ("0 PCMU/8000", "0 PCMU/8000"), ("96  opus/48000/2", "96 opus/48000/2"), ("8 PCMA/8000/1", "8 PCMA/8000"),
        ("96 x/1000000001", nil), ("-1 x/1", nil), ("96 /8000", nil), ("96 x/8000/2/3", nil), ("96 x/8000/", nil),
    ])
    func maps(_ text: String, _ printed: String?) {
        #expect(RTPMap(text)?.description == printed)
    }

    @Test(arguments: [
        ("ulaw", Codec.pcmu), ("PCMU", .pcmu), ("G711a", .pcma), ("g722", .g722), ("Opus", .opus),
        ("telephone-event", .telephoneEvent), ("dtmf", .telephoneEvent),
    ])
    func codecsByTheNamesThatPeopleType(_ name: String, _ codec: Codec) {
        #expect(Codec(named: name) == codec)
        #expect(Codec(named: codec.map.name) == codec)
        #expect(Codec(named: name + "x") == nil)
    }

    @Test(arguments: [
        ("jdoe 1 2 IN IP4 a.example", "jdoe 1 2 IN IP4 a.example"), ("- 1 2 IN IP6 ::1", "- 1 2 IN IP6 ::1"),
        ("J D 1 2 IN IP4 1.2.3.4", "J D 1 2 IN IP4 1.2.3.4"), ("- 1 2 IN IP4 224.2.1.1/127", "- 1 2 IN IP4 224.2.1.1"),
        ("- 1 2 ATM IP4 1.2.3.4", nil), ("", nil),
    ])
    func origins(_ text: String, _ printed: String?) {
        #expect(SDPOrigin(text)?.description == printed)
    }

    @Test(arguments: MediaDirection.allCases) func directions(_ direction: MediaDirection) {
        #expect(direction.reversed.reversed == direction)
        #expect(direction.reversed.sends == direction.receives)
        #expect(MediaDirection(sends: direction.sends, receives: direction.receives) == direction)
    }
}
