import SIP
import Testing

@Suite struct OfferTests {
    @Test func everythingWeCan() {
        #expect(
            Offer.sample().description.description == """
                v=0\r
                o=- 7 8 IN IP4 192.0.2.7\r
                s=-\r
                c=IN IP4 192.0.2.7\r
                t=0 0\r
                m=audio 10000 RTP/AVP 0 8 9 96 101 102\r
                a=rtpmap:0 PCMU/8000\r
                a=rtpmap:8 PCMA/8000\r
                a=rtpmap:9 G722/8000\r
                a=rtpmap:96 opus/48000/2\r
                a=rtpmap:101 telephone-event/8000\r
                a=fmtp:101 0-15\r
                a=rtpmap:102 telephone-event/48000\r
                a=fmtp:102 0-15\r
                a=ptime:20\r
                a=sendrecv\r

                """)
    }

    @Test func encryptedOverIPv6() {
        var offer = Offer.sample([.pcma], srtp: .sdes(key: Offer.key))
        offer.address = .ipv6([0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1])
        #expect(
            offer.description.description == """
                v=0\r
                o=- 7 8 IN IP6 2001:db8::1\r
                s=-\r
                c=IN IP6 2001:db8::1\r
                t=0 0\r
                m=audio 10000 RTP/SAVP 8\r
                a=rtpmap:8 PCMA/8000\r
                a=ptime:20\r
                a=sendrecv\r
                a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0e\r

                """)
    }

    @Test(arguments: [
        ([Codec.opus, .telephoneEvent], ["96", "102"]), ([.telephoneEvent, .g722], ["101", "9"]),
        ([.pcma, .opus], ["8", "96"]),
    ])
    func digitsAreOnTheClocksOfTheVoice(_ codecs: [Codec], _ formats: [String]) {
        #expect(Offer.sample(codecs).description.audio?.formats == formats)
    }

    @Test(arguments: [
        SRTPOffer.none, .sdes(key: Offer.key), .optional(key: Offer.key),
    ])
    func whatIsOfferedIsReadBack(_ srtp: SRTPOffer) throws {
        let description = Offer.sample(srtp: srtp).description
        let read = try #require(SessionDescription(description.description.bytes))
        #expect(read.faults == [])
        #expect(read.lines == description.lines)
        #expect(read.audio?.proto == (srtp == .sdes(key: Offer.key) ? "RTP/SAVP" : "RTP/AVP"))
        #expect(read.audio?.cryptos.map(\.key) == (srtp == .none ? [] : [Offer.key]))
    }
}
