import SIP
import Testing

@Suite struct AnswerReadingTests {
    private func reading(_ answer: SessionDescription, to offer: Offer = .sample()) -> AnswerReading {
        AnswerReading(of: .description(answer), to: offer.description)
    }

    @Test func agreed() throws {
        let reading = try reading(
            session("m=audio 4000 RTP/AVP 8 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:101 telephone-event/8000"))
        #expect(reading.outcome == .agreed)
        #expect(reading.faults == [])
        let agreement = try #require(reading.agreement)
        #expect(agreement.codec == RTPMap(8, "PCMA", 8000))
        #expect(agreement.receivedPayloadType == 8)
        #expect(agreement.telephoneEvent == 101)
        #expect(agreement.direction == .sendrecv)
        #expect(agreement.address == .ipv4([198, 51, 100, 9]))
        #expect((agreement.port, agreement.rtcpPort) == (4000, 4001))
        #expect(agreement.srtp == .notOffered)
        #expect(!agreement.isHeldByAddress)
    }

    /// Which codec each answer agrees, its numbers in both directions, and what of it was never offered.
    @Test(
        arguments: [
            (["0"], "0 PCMU/8000", 0, nil, []),
            // Numbers of its own (RFC 3264 6.1).
            (
                ["111 110", "a=rtpmap:111 OPUS/48000/2", "a=rtpmap:110 telephone-event/48000"], "111 OPUS/48000/2", 96,
                110, []
            ),
            // Numbers of ours, without maps.
            (["96 101"], "96 opus/48000/2", 96, nil, []),
            // Digits first, and on another clock than the voice.
            (["102 0 101"], "0 PCMU/8000", 0, 101, []),
            // The wrong clock is seen often; the number is what counts.
            (["9", "a=rtpmap:9 G722/16000"], "9 G722/16000", 9, nil, []),
            (["18 8", "a=rtpmap:18 G729/8000"], "8 PCMA/8000", 8, nil, ["G729"]),
            (["0 97 13"], "0 PCMU/8000", 0, nil, ["CN", "97"]),
        ] as [([String], String, Int, Int?, [String])])
    func codecs(_ lines: [String], _ codec: String, _ received: Int, _ digits: Int?, _ strangers: [String]) throws {
        let media = (["m=audio 4000 RTP/AVP " + lines[0]] + lines.dropFirst()).joined(separator: "\r\n")
        let reading = try reading(session(media))
        let agreement = try #require(reading.agreement)
        #expect(agreement.codec.description == codec)
        #expect(agreement.receivedPayloadType == received)
        #expect(agreement.telephoneEvent == digits)
        #expect(reading.faults == (strangers.isEmpty ? [] : [.codecsNotOffered(strangers)]))
    }

    @Test(arguments: [
        ("m=audio 0 RTP/AVP 0", AnswerReading.Outcome.rejected, []),
        ("m=audio 4000 RTP/AVP 18", .noCommonCodec, [AnswerReading.Fault.codecsNotOffered(["G729"])]),
        ("m=audio 4000 RTP/AVP 101", .noCommonCodec, []),
        ("m=audio x RTP/AVP 0", .badMedia, []),
        ("m=video 4000 RTP/AVP 0", .missingMedia, []),
        ("a=x", .missingMedia, [.mediaCount(offered: 1, answered: 0)]),
        ("m=audio 4000 RTP/AVP 0\r\nm=video 0 RTP/AVP 96", .agreed, [.mediaCount(offered: 1, answered: 2)]),
        ("m=video 0 RTP/AVP 96\r\nm=audio 4000 RTP/AVP 0", .agreed, [.mediaCount(offered: 1, answered: 2)]),
        ("m=audio 4000 RTP/SAVP 0", .agreed, [.profile(offered: "RTP/AVP", answered: "RTP/SAVP")]),
        ("m=audio 4000 rtp/avp 0", .agreed, []),
        (
            "m=audio 4000 udptl t38", .noCommonCodec,
            [.profile(offered: "RTP/AVP", answered: "udptl"), .codecsNotOffered(["t38"])]
        ),
    ])
    func outcomes(_ lines: String, _ outcome: AnswerReading.Outcome, _ faults: [AnswerReading.Fault]) throws {
        let reading = try reading(session(lines))
        #expect(reading.outcome == outcome)
        #expect(reading.faults == faults)
        #expect((reading.agreement != nil) == (outcome == .agreed))
    }

    @Test func withoutSDP() {
        let offer = Offer.sample().description
        #expect(AnswerReading(of: .absent, to: offer).outcome == .noBody)
        #expect(AnswerReading(of: .unreadable(nil), to: offer).outcome == .notSDP)
    }

    @Test(arguments: [
        ("a=sendrecv", MediaDirection.sendrecv), ("a=sendonly", .recvonly), ("a=recvonly", .sendonly),
        ("a=inactive", .inactive), ("c=IN IP4 0.0.0.0", .recvonly), ("a=x", .sendrecv),
    ])
    func directionsAsWeSeeThem(_ line: String, _ direction: MediaDirection) throws {
        let reading = try reading(session("m=audio 4000 RTP/AVP 0", line))
        #expect(reading.agreement?.direction == direction)
        #expect(reading.agreement?.isHeldByAddress == line.hasPrefix("c="))
        let atSession = try self.reading(session(line, "m=audio 4000 RTP/AVP 0"))
        if line.hasPrefix("a=") { #expect(atSession.agreement?.direction == direction) }
    }

    @Test func whatWeDoNotOfferIsNotAgreed() throws {
        var offer = Offer.sample()
        offer.direction = .recvonly
        #expect(try reading(session("m=audio 4000 RTP/AVP 0"), to: offer).agreement?.direction == .recvonly)
    }

    @Test(arguments: [
        ("c=IN IP4 sbc.example.com", Host.name("sbc.example.com")), ("c=IN IP6 2001:db8::1", try? Host("2001:db8::1")),
        ("c=IN IP4 10.1.2.3", .ipv4([10, 1, 2, 3])),
    ])
    func theAddressOfTheMediaComesFirst(_ line: String, _ address: Host?) throws {
        #expect(try reading(session("m=audio 4000 RTP/AVP 0", line)).agreement?.address == address)
    }

    @Test func noAddressAtAll() throws {
        let reading = try reading(sdp("v=0", "o=- 1 1 IN IP4 1.2.3.4", "s=-", "t=0 0", "m=audio 4000 RTP/AVP 0"))
        #expect(reading.outcome == .agreed)
        #expect(reading.agreement?.address == nil)
        #expect(reading.description?.faults.map(\.rule) == [.missingConnection])
    }

    static let theirs = "inline:HhwbGhkYFxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA"

    /// `none`, `sdes`, `optional`: what each answer means to each offer.
    @Test(arguments: [
        ("AVP", "a=x", "plain", "refused", "refused"),
        ("AVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 \(theirs)", "plain", "agreed", "agreed"),
        ("SAVP", "a=crypto:1 aes_cm_128_hmac_sha1_80 \(theirs)|2^20|1:4", "plain", "agreed", "agreed"),
        ("SAVP", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 \(theirs)", "plain", "unusable", "unusable"),
        ("SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_32 \(theirs)", "plain", "unusable", "unusable"),
        ("SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:!", "plain", "refused", "refused"),
        ("SAVPF", "a=fingerprint:sha-256 AA:BB", "dtls", "dtls", "dtls"),
        ("AVP", "a=fingerprint:sha-256 AA:BB", "plain", "dtls", "dtls"),
    ])
    func srtp(_ profile: String, _ line: String, _ none: String, _ sdes: String, _ optional: String) throws {
        let answer = try session("m=audio 4000 RTP/\(profile) 0", line)
        let offers: [(SRTPOffer, String)] = [
            (.none, none), (.sdes(key: Offer.key), sdes), (.optional(key: Offer.key), optional),
        ]
        for (offer, expected) in offers {
            let reading = reading(answer, to: .sample(srtp: offer))
            let agreement = try #require(reading.agreement)
            switch agreement.srtp {
            case .notOffered: #expect(expected == "plain")
            case .refused: #expect(expected == "refused")
            case .unusable: #expect(expected == "unusable")
            case .dtls: #expect(expected == "dtls")
            case .agreed(let suite, let localKey, let remoteKey):
                #expect(expected == "agreed")
                #expect(suite == CryptoAttribute.commonSuite)
                #expect(localKey == Offer.key)
                #expect(remoteKey.count == 30)
                #expect(remoteKey != localKey)
            }
            let offered = offer == .sdes(key: Offer.key) ? "RTP/SAVP" : "RTP/AVP"
            let mismatch = AnswerReading.Fault.profile(offered: offered, answered: "RTP/\(profile)")
            #expect(reading.faults == (offered == "RTP/\(profile)" ? [] : [mismatch]))
        }
    }

    @Test func rtcpOnOnePortOnlyIfBothWantIt() throws {
        let answer = try session("m=audio 4000 RTP/AVP 0", "a=rtcp-mux", "a=rtcp:4005")
        let reading = reading(answer)
        #expect(reading.agreement?.rtcpPort == 4005)
        var offer = Offer.sample().description
        offer.media[0].lines.append(SDPLine(attribute: "rtcp-mux"))
        #expect(AnswerReading(of: .description(answer), to: offer).agreement?.rtcpPort == 4000)
    }
}
