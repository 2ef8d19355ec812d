import Net
import SIP
import Testing

@testable import Lab

/// What a callee says to a media offer.
struct MediaAnswerTests {
    private static let key = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd"
    private static let secure = ["v=0", "m=audio 20000 RTP/SAVP 0", "a=rtpmap:0 PCMU/8000", key]
    private static let plain = Caller.offer
    /// SRTP first, RTP where that is not taken.
    private static let both = secure + ["m=audio 20002 RTP/AVP 0 8"]
    private static let optional = ["v=0", "m=audio 20000 RTP/AVP 0", key]

    private func lines(
        _ offer: [String]?, _ change: (inout MediaTerms) -> Void = { _ in }
    ) throws -> (lines: [String], refusal: SIPReply?) {
        var terms = MediaTerms()
        change(&terms)
        let invite = try Caller(local: VirtualParty.caller).invite(body: offer.map(Caller.sdp))
        switch MediaAnswer(terms: terms, endpoint: VirtualParty.media).answer(to: invite) {
        case .body(let body):
            let text = String(decoding: body?.bytes ?? [], as: UTF8.self)
            return (text.split(whereSeparator: \.isNewline).map(String.init), nil)
        case .refusal(let reply): return ([], reply)
        }
    }

    @Test func answerIsWhole() throws {
        #expect(
            try lines(Self.plain).lines == [
                "v=0", "o=lab 1 1 IN IP4 127.64.0.1", "s=-", "c=IN IP4 127.64.0.1", "t=0 0",
                "m=audio 30000 RTP/AVP 0 8 101", "a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000",
                "a=rtpmap:101 telephone-event/8000", "a=sendrecv",
            ])
    }

    @Test(arguments: [
        (["PCMA"], "m=audio 30000 RTP/AVP 8 101"), (["opus", "pcma", "PCMU"], "m=audio 30000 RTP/AVP 8 0 101"),
    ])
    func codecsAreTheCallees(_ codecs: [String], _ stream: String) throws {
        #expect(try lines(Self.plain) { $0.codecs = codecs }.lines.contains(stream))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var offer: [String]
        var srtp: MediaTerms.SRTP
        /// The answer's `m=` lines, or none.
        var streams: [String]
        var warning: Int?
    }

    @Test(arguments: [
        Row(
            testDescription: "plain, required", offer: plain, srtp: .required, streams: [], warning: 302),
        Row(
            testDescription: "secure, refused", offer: secure, srtp: .refused, streams: [], warning: 302),
        Row(
            testDescription: "secure, required", offer: secure, srtp: .required,
            streams: ["m=audio 30000 RTP/SAVP 0"], warning: nil),
        Row(
            testDescription: "both, required", offer: both, srtp: .required,
            streams: ["m=audio 30000 RTP/SAVP 0", "m=audio 0 RTP/AVP 0 8"], warning: nil),
        Row(
            testDescription: "both, refused", offer: both, srtp: .refused,
            streams: ["m=audio 0 RTP/SAVP 0", "m=audio 30000 RTP/AVP 0 8"], warning: nil),
        Row(
            testDescription: "optional, required", offer: optional, srtp: .required,
            streams: ["m=audio 30000 RTP/AVP 0"], warning: nil),
        Row(
            testDescription: "other codec", offer: ["v=0", "m=audio 20000 RTP/AVP 18"], srtp: .optional, streams: [],
            warning: 305),
        Row(
            testDescription: "no audio", offer: ["v=0", "m=video 20000 RTP/AVP 31"], srtp: .optional, streams: [],
            warning: 302),
        Row(
            testDescription: "rubbish", offer: ["v=0", "m=", "m=audio x y", "a="], srtp: .optional, streams: [],
            warning: 302),
    ])
    func profile(_ row: Row) throws {
        let (lines, refusal) = try lines(row.offer) { $0.srtp = row.srtp }
        #expect(lines.filter { $0.hasPrefix("m=") } == row.streams)
        #expect(refusal?.code == (row.warning == nil ? nil : 488))
        #expect(refusal?.headers.first?.value.prefix(3) == row.warning.map { "\($0)" }?.prefix(3))
        #expect(lines.contains(Self.key) == (row.warning == nil && row.srtp == .required))
    }

    @Test func whatIsAskedForStandsInTheAnswer() throws {
        let answer = try lines(Self.plain) {
            $0.address = .v4(0xC0A8_0114)
            $0.direction = .inactive
            $0.answer = .profile("RTP/SAVPF")
        }.lines
        #expect(answer.contains("c=IN IP4 192.168.1.20") && answer.contains("a=inactive"))
        #expect(answer.contains("m=audio 30000 RTP/SAVPF 0 8 101"))
        #expect(try lines(Self.plain) { $0.answer = .portZero }.lines.contains("m=audio 0 RTP/AVP 0 8 101"))
        #expect(try lines(Self.plain) { $0.answer = .none }.lines == [])
    }

    @Test func whatIsNoSDPIsRefused() throws {
        #expect(try lines(["hello"]).refusal == SIPReply(415, [Header(.accept, "application/sdp")]))
    }

    @Test func withoutAnOfferTheCalleeOffers() throws {
        #expect(try lines(nil).lines.contains("m=audio 30000 RTP/AVP 8 0 101"))
    }
}
