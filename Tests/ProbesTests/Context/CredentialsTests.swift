import Diagnosis
import Net
import Probes
import Testing

@Suite struct CredentialsTests {
    static let credentials = Credentials(username: "alice", password: "s3cret")

    @Test func noTextOfTheValueShowsTheSecret() {
        var settings = ProbeSettings()
        settings.credentials = Self.credentials
        var texts = ["\(Self.credentials)", String(reflecting: Self.credentials), "\(settings)"]
        for value in [Self.credentials, settings] as [any Sendable] {
            var dumped = ""
            dump(value, to: &dumped)
            texts.append(dumped)
        }
        for text in texts {
            #expect(text.contains("alice"))
            #expect(!text.contains("s3cret"), "\(text)")
        }
    }

    @Test @NetActor func noRecordedMessageHoldsASecret() throws {
        let log = MessageLog(started: Instant(nanoseconds: 0), secrets: [Self.credentials.secret])
        let place = try #require(Endpoint("192.0.2.7:5060"))
        let text = "REGISTER sip:s3cret SIP/2.0\r\nAuthorization: Digest response=\"0a1b\"\r\n\r\n"
        for bytes in [Array(text.utf8), Array("s3cret".utf8) + [0xFF]] {
            log.record(.sent, bytes, transport: "udp", local: place, remote: place, at: Instant(nanoseconds: 0))
        }
        #expect(log.messages[0].startLine == "REGISTER sip:xxxxxx SIP/2.0")
        #expect(
            log.messages[0].content
                == .text("REGISTER sip:xxxxxx SIP/2.0\r\nAuthorization: Digest response=\"xxxx\"\r\n\r\n"))
        #expect(log.messages[1].content == .bytes(Array("xxxxxx".utf8) + [0xFF]))
    }
}
