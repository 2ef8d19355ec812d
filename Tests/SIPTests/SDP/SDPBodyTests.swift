import SIP
import Testing

@Suite struct SDPBodyTests {
    static let audio = "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nc=IN IP4 1.2.3.4\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"

    private func body(_ type: String?, _ text: String) throws -> SDPBody {
        let header = type.map { "Content-Type: \($0)\r\n" } ?? ""
        return try message("SIP/2.0 200 OK\r\n\(header)\r\n\(text)".bytes).sdp
    }

    @Test(arguments: ["application/sdp", "Application/SDP;charset=utf-8", nil])
    func alone(_ type: String?) throws {
        #expect(try body(type, Self.audio).description?.audio?.port == 4000)
    }

    @Test func others() throws {
        #expect(try body("application/sdp", "") == .absent)
        #expect(try body("application/sdp", "hello") == .unreadable(.sdp))
        #expect(try body(nil, "hello") == .unreadable(nil))
        #expect(try body("text/plain", Self.audio) == .unreadable(ContentType("text", "plain")))
        #expect(try body("multipart/mixed", Self.audio).description == nil)
    }

    static let parts = """
        preamble\r
        --b 1\r
        Content-Type: application/isup;version=itu-t92+\r
        \r
        \u{1}\u{2}--b 1\r
        --b 1\r
        c: application/sdp\r
        Content-Disposition: session;\r
          handling=required\r
        \r
        \(audio)\r
        --b 1--\r
        v=0\r

        """

    /// What a gateway to ISUP sends.
    @Test func asAPart() throws {
        #expect(try body("multipart/mixed;boundary=\"b 1\"", Self.parts).description?.audio?.port == 4000)
        let bare = Self.parts.replacing("\r\n", with: "\n")
        #expect(try body("multipart/mixed;boundary=\"b 1\"", bare).description?.audio?.port == 4000)
        #expect(try body("multipart/mixed;boundary=c", Self.parts).description == nil)
        #expect(try body("multipart/mixed;boundary=\"\"", Self.parts).description == nil)
    }

    /// A part whose end is missing is not taken.
    @Test func cutShort() throws {
        let open = Self.parts.replacing("--b 1--\r\n", with: "")
        #expect(try body("multipart/mixed;boundary=\"b 1\"", open).description == nil)
        for length in 0..<Self.parts.utf8.count {
            _ = try body(
                "multipart/mixed;boundary=\"b 1\"", String(decoding: Self.parts.bytes[..<length], as: UTF8.self))
        }
    }
}
