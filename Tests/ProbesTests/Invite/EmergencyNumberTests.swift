import Probes
import SIP
import Testing

@Suite struct EmergencyNumberTests {
    @Test(arguments: [
        "sip:112@example.com", "sip:911@192.0.2.1", "sip:9-1-1@example.com", "sip:+112@example.com", "tel:999",
        "sip:110;phone-context=+49@example.com;user=phone", "sips:SOS@example.com", "sip:101@example.com",
        "urn:service:sos.police",
    ])
    func isNeverCalled(uri: String) throws {
        #expect(EmergencyNumber.isForbidden(try URI(uri), isInHouse: false))
    }

    @Test(arguments: [
        ("sip:bob@example.com", false), ("sip:1001@example.com", false), ("sip:+4930112@example.com", false),
        ("tel:+19115550100", false), ("sip:example.com", false), ("sip:101@10.0.0.1", true),
    ])
    func isCalled(uri: String, isInHouse: Bool) throws {
        #expect(!EmergencyNumber.isForbidden(try URI(uri), isInHouse: isInHouse))
    }

    @Test func inHouseTheWellKnownOnesStayForbidden() throws {
        #expect(EmergencyNumber.isForbidden(try URI("sip:112@10.0.0.1"), isInHouse: true))
    }
}
