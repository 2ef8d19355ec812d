import SIP
import Testing

/// The other side offers, in a re-INVITE or because we did not.
@Suite struct OfferAnswerTests {
    @Test func theAnswer() throws {
        let offer = try session(
            "m=video 5000 RTP/AVP 31", "m=audio 4000 RTP/AVP 18 111 0 110 101", "a=rtpmap:111 opus/48000/2",
            "a=rtpmap:110 telephone-event/48000", "a=rtpmap:101 telephone-event/8000", "a=sendonly",
            "m=audio 4002 RTP/AVP 0")
        let answer = try #require(Offer.sample().answer(to: offer))
        #expect(
            answer.description.description == """
                v=0\r
                o=- 7 8 IN IP4 192.0.2.7\r
                s=-\r
                c=IN IP4 192.0.2.7\r
                t=0 0\r
                m=video 0 RTP/AVP 31\r
                m=audio 10000 RTP/AVP 111 110\r
                a=rtpmap:111 opus/48000/2\r
                a=rtpmap:110 telephone-event/48000\r
                a=fmtp:110 0-15\r
                a=ptime:20\r
                a=recvonly\r
                m=audio 0 RTP/AVP 0\r

                """)
        #expect(answer.agreement.codec == RTPMap(111, "opus", 48_000, channels: 2))
        #expect(answer.agreement.receivedPayloadType == 111)
        #expect(answer.agreement.telephoneEvent == 110)
        #expect(answer.agreement.direction == .recvonly)
        #expect(answer.agreement.port == 4000)
        // The other side finds nothing wrong with it.
        let reading = AnswerReading(of: .description(answer.description), to: offer)
        #expect(reading.faults == [])
    }

    @Test func theOffersTimesAreRepeated() throws {
        let offer = try sdp("v=0", "c=IN IP4 1.2.3.4", "t=1 2", "t=3 4", "m=audio 4000 RTP/AVP 0")
        #expect(
            Offer.sample().answer(to: offer)?.description.lines.suffix(2) == [SDPLine("t", "1 2"), SDPLine("t", "3 4")])
    }

    @Test(arguments: [
        ("a=sendrecv", MediaDirection.sendrecv), ("a=sendonly", .recvonly), ("a=recvonly", .sendonly),
        ("a=inactive", .inactive), ("c=IN IP4 0.0.0.0", .recvonly),
    ])
    func hold(_ line: String, _ direction: MediaDirection) throws {
        let answer = Offer.sample().answer(to: try session("m=audio 4000 RTP/AVP 0", line))
        #expect(answer?.description.audio?.direction == direction)
        #expect(answer?.agreement.direction == direction)
    }

    static let key = "inline:HhwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA"

    /// Whether `none`, `sdes` and `optional` accept it, and with which tag.
    @Test(
        arguments: [
            (["m=audio 4000 RTP/AVP 0"], [true, false, true], nil),
            (["m=audio 4000 RTP/AVPF 0"], [true, false, true], nil),
            (["m=audio 4000 RTP/SAVP 0"], [false, false, false], nil),
            (
                [
                    "m=audio 4000 RTP/SAVP 0", "a=crypto:1 AEAD_AES_256_GCM \(key)",
                    "a=crypto:5 AES_CM_128_HMAC_SHA1_80 \(key)",
                ],
                [false, true, true], 5
            ),
            (["m=audio 4000 RTP/AVP 0", "a=crypto:3 AES_CM_128_HMAC_SHA1_80 \(key)"], [true, true, true], 3),
            (["m=audio 4000 UDP/TLS/RTP/SAVP 0", "a=fingerprint:sha-256 AA"], [false, false, false], nil),
            (["m=audio 0 RTP/AVP 0"], [false, false, false], nil),
            (["m=audio 4000 RTP/AVP 18 101"], [false, false, false], nil),
            (["m=image 4000 udptl t38"], [false, false, false], nil),
        ] as [([String], [Bool], Int?)])
    func acceptance(_ lines: [String], _ accepted: [Bool], _ tag: Int?) throws {
        let offer = try session(lines.joined(separator: "\r\n"))
        let modes = [SRTPOffer.none, .sdes(key: Offer.key), .optional(key: Offer.key)]
        for (mode, isAccepted) in zip(modes, accepted) {
            let answer = Offer.sample(srtp: mode).answer(to: offer)
            #expect((answer != nil) == isAccepted)
            guard let answer else { continue }
            #expect(answer.description.audio?.proto == offer.audio?.proto)
            #expect(answer.description.audio?.cryptos.map(\.tag) == (mode == .none ? [] : tag.map { [$0] } ?? []))
            if mode != .none, tag != nil {
                guard case .agreed(_, let local, let remote) = answer.agreement.srtp else {
                    Issue.record("\(answer.agreement.srtp)")
                    continue
                }
                #expect(local == Offer.key)
                #expect(remote.count == 30)
            }
        }
    }
}
