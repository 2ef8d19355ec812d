import SIP
import Testing

@Suite struct SessionDescriptionTests {
    /// RFC 8866 5, with what nobody knows kept in its place.
    static let example = """
        v=0\r
        o=jdoe 3724394400 3724394405 IN IP4 198.51.100.1\r
        s=Call to John Smith\r
        i=SDP Offer #1\r
        u=http://www.jdoe.example.com/home.html\r
        c=IN IP4 198.51.100.1\r
        b=AS:64\r
        t=0 0\r
        q=unknown\r
        a=recvonly\r
        m=audio 49170 RTP/AVP 0 96\r
        b=X:1\r
        a=rtpmap:96 L16/8000/2\r
        a=odd\r
        m=video 51372/2 RTP/AVP 99\r
        c=IN IP6 2001:db8::2\r
        a=rtpmap:99 h263-1998/90000\r
        a=sendonly\r

        """

    @Test func roundTrips() throws {
        let description = try #require(SessionDescription(Self.example.bytes))
        #expect(description.description == Self.example)
        #expect(description.faults == [])
        #expect(description.body == Body(.sdp, Self.example.bytes))
        let bare = Self.example.replacing("\r\n", with: "\n")
        #expect(SessionDescription(bare.bytes) == description)
    }

    @Test func parts() throws {
        let description = try #require(SessionDescription(Self.example.bytes))
        #expect(description.origin?.username == "jdoe")
        #expect(description.origin?.version == "3724394405")
        #expect(description.name == "Call to John Smith")
        #expect(description.connection?.address == .ipv4([198, 51, 100, 1]))
        let audio = try #require(description.audio)
        #expect(audio.port == 49_170)
        #expect(audio.proto == "RTP/AVP")
        #expect(audio.direction == .recvonly)
        #expect(audio.connection == description.connection)
        #expect(audio.encodings() == [RTPMap(0, "PCMU", 8000), RTPMap(96, "L16", 8000, channels: 2)])
        let video = try #require(description.media.last)
        #expect(video.kind == "video")
        #expect((video.port, video.portCount) == (51_372, 2))
        #expect(video.direction == .sendonly)
        #expect(video.connection?.description == "IN IP6 2001:db8::2")
    }

    @Test func attributes() throws {
        let description = try session(
            "a=fingerprint:sha-256 AB:CD", "a=setup:actpass", "a=ice-ufrag:x",
            "m=audio 5000 UDP/TLS/RTP/SAVPF 0 101 0 200",
            "a=fmtp:101 0-16", "a=fmtp:10 no", "a=ptime:30", "a=setup:active", "a=rtcp:5005 IN IP4 203.0.113.3")
        let audio = try #require(description.audio)
        #expect(audio.fingerprint == "sha-256 AB:CD")
        #expect(audio.setup == "active")
        #expect(audio.usesICE)
        #expect(audio.isSecureProfile)
        #expect(audio.payloadTypes == [0, 101])
        #expect(audio.parameters(of: "101") == "0-16")
        #expect(audio.parameters(of: "1") == nil)
        #expect(audio.packetTime == 30)
        #expect(audio.rtcpPort == 5005)
        #expect(audio.rtcpConnection?.address == .ipv4([203, 0, 113, 3]))
        #expect(!audio.isRTCPMultiplexed)
    }

    @Test(arguments: [
        (["m=audio 5000 RTP/AVP 0"], 5001), (["m=audio 65535 RTP/AVP 0"], 65_535), (["m=audio 0 RTP/AVP 0"], nil),
        (["m=audio 5000 RTP/AVP 0", "a=rtcp-mux"], 5000), (["m=audio 5000 RTP/AVP 0", "a=rtcp:x"], nil),
        (["m=audio 5000 RTP/AVP 0", "a=rtcp:7"], 7),
    ])
    func rtcpPort(_ lines: [String], _ expected: Int?) throws {
        let text = (["v=0", "c=IN IP4 1.2.3.4"] + lines).joined(separator: "\n")
        #expect(SessionDescription(text.bytes)?.audio?.rtcpPort == expected)
    }

    @Test(arguments: ["", "V=0\r\n", " v=0\r\n", "hello", "\r\nv=0\r\n"])
    func noSDP(_ text: String) {
        #expect(SessionDescription(text.bytes) == nil)
    }

    /// A `▸` in the text stands before the line that is told.
    @Test(arguments: [
        ("▸v=1", SDPFault.Rule.badVersion), ("▸hello", .noLine), ("▸=1", .noLine), ("▸a", .noLine), ("▸1=x", .noLine),
        ("▸o=- 1 1 IN IP4", .badOrigin), ("▸o=1 1 IN IP4 1.2.3.4", .badOrigin), ("▸c=1.2.3.4", .badConnection),
        ("▸c=IN IP4 a b", .badConnection), ("▸c=IN IP4 1.2.3.256", .badConnection), ("▸t=0", .badTime),
        ("▸t=0 x", .badTime), ("a=ok\r\n▸m=audio", .badMedia), ("▸m=audio 70000 RTP/AVP 0", .badMedia),
        ("▸m=audio 5000 RTP/AVP", .badMedia), ("▸m=", .badMedia), ("▸a=rtpmap:128 X/1", .badFormat),
        ("▸a=rtpmap:0 X", .badFormat), ("▸a=rtpmap:0 X/0x", .badFormat), ("▸a=rtpmap:0", .badFormat),
        ("▸a=crypto:1 S inline:", .badCrypto), ("▸a=crypto:x S inline:AAAA", .badCrypto),
        ("▸a=crypto:1 S AAAA", .badCrypto), ("▸a=crypto:1 S inline:AA*A", .badCrypto),
    ])
    func faults(_ text: String, _ rule: SDPFault.Rule) throws {
        let head = "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nc=IN IP4 1.2.3.4\r\nt=0 0\r\n"
        let whole = head + text + "\r\nx=end\r\n"
        let before = whole.prefix { $0 != "▸" }
        let description = try #require(SessionDescription(whole.replacing("▸", with: "").bytes))
        #expect(description.faults == [SDPFault(line: before.filter(\.isNewline).count + 1, rule: rule)])
        #expect(description.description.hasSuffix("x=end\r\n"))
    }

    @Test(arguments: [
        (["o=", "c=", "t=", "s="], [SDPFault.Rule.missingOrigin, .missingName, .missingTime, .missingConnection]),
        (["c="], [.missingConnection]), (["c=", "audio"], []),
    ])
    func missing(_ without: [String], _ rules: [SDPFault.Rule]) throws {
        var lines = ["v=0", "o=- 1 1 IN IP4 1.2.3.4", "s=-", "c=IN IP4 1.2.3.4", "t=0 0", "m=audio 5000 RTP/AVP 0"]
        lines.removeAll { line in without.contains { line.hasPrefix($0) } }
        // Each media line may have its own address.
        if without.contains("audio") { lines.append("c=IN IP6 ::1") }
        let description = try #require(SessionDescription(lines.joined(separator: "\r\n").bytes))
        #expect(description.faults.map(\.rule) == rules)
        #expect(description.faults.allSatisfy { $0.line == nil })
    }

    @Test func thereIsAnEndToLinesAndFaults() throws {
        let many = "v=0\n" + String(repeating: "?\n", count: 400) + String(repeating: "a=x\n", count: 2_000)
        let description = try #require(SessionDescription(many.bytes))
        #expect(description.faults.count == 100)
        #expect(description.lines.count == Limits.sdpLines - 400)
        let long = "v=0\no=- 1 1 IN IP4 a\ns=-\nt=0 0\nc=IN IP4 a\n" + String(repeating: "a=x\n", count: 2_000)
        #expect(SessionDescription(long.bytes)?.faults == [SDPFault(line: 1_001, rule: .tooManyLines)])
    }

    @Test(arguments: SDPFault.Rule.allCases) func everyRuleHasASentence(_ rule: SDPFault.Rule) {
        #expect(rule.sentence.count > 10)
        #expect(!rule.sentence.hasSuffix("."))
    }

    @Test func aFaultSpeaks() {
        #expect(SDPFault(line: 3, rule: .badVersion).description == "SDP, line 3: the version is not 0")
        #expect(SDPFault(line: nil, rule: .missingName).description == "SDP: s= is missing")
    }
}
