import SIP
import Testing

/// Nothing may crash, loop or grow beyond its bounds, whatever comes.
@Suite struct SDPFuzzTests {
    static let texts = [
        SessionDescriptionTests.example, Offer.sample(srtp: .sdes(key: Offer.key)).description.description,
        SDPBodyTests.audio + "a=rtcp:4005 IN IP4 1.2.3.4\r\na=sendonly\r\na=fmtp:0 x\r\n",
    ]

    /// Reads everything there is to read; false if what is printed reads differently.
    private func exercise(_ bytes: [UInt8]) -> Bool {
        guard let description = SessionDescription(bytes) else { return true }
        for media in description.media {
            _ = (media.encodings(), media.cryptos, media.rtcpPort, media.rtcpConnection, media.packetTime)
            _ = (media.direction, media.connection, media.fingerprint, media.usesICE)
        }
        let offer = Offer.sample(srtp: .optional(key: Offer.key))
        _ = AnswerReading(of: .description(description), to: offer.description)
        if let answer = offer.answer(to: description) {
            guard SessionDescription(answer.description.description.bytes) != nil else { return false }
        }
        let printed = description.description
        return SessionDescription(printed.bytes)?.description == printed
    }

    @Test(arguments: texts) func truncations(_ text: String) {
        for length in 0..<text.utf8.count where !exercise(Array(text.bytes[..<length])) {
            Issue.record("cut to \(length) bytes")
        }
    }

    @Test(arguments: texts) func mutations(_ text: String) {
        var random = FuzzTests.Random(state: 0x5D9)
        let interesting = Array("\r\n\t :;/|=^-019amcvot".utf8) + [0xFF, 0x80, 0]
        for _ in 0..<400 {
            var bytes = text.bytes
            for _ in 0...random.next(6) {
                let place = random.next(bytes.count)
                switch random.next(3) {
                case 0: bytes[place] = interesting[random.next(interesting.count)]
                case 1: bytes.remove(at: place)
                default: bytes.insert(interesting[random.next(interesting.count)], at: place)
                }
            }
            if !exercise(bytes) { Issue.record("\(bytes)") }
        }
    }

    /// As large as a datagram can be, and as slow as it can be made.
    @Test(arguments: [" 127", " 300", " 0"]) func hostileSizes(_ format: String) throws {
        let media = "m=audio 4000 RTP/AVP" + String(repeating: format, count: 10_000) + "\r\n"
        let maps = String(repeating: "a=rtpmap:127 x/1\r\n", count: 900)
        let text = "v=0\r\nc=IN IP4 1.2.3.4\r\n" + media + maps
        #expect(exercise(text.bytes))
        let description = try #require(SessionDescription(text.bytes))
        #expect(description.audio?.encodings().count == (format == " 300" ? 0 : 1))
        let reading = AnswerReading(of: .description(description), to: Offer.sample().description)
        for case .codecsNotOffered(let names) in reading.faults { #expect(names.count <= 16) }
    }
}
