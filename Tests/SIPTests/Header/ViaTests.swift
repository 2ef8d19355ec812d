import SIP
import Testing

@Suite struct ViaTests {
    @Test(arguments: [
        "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport", "SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bK2",
        "SIP/2.0/TLS [2001:db8::1]:5061;branch=z9hG4bK3;received=2001:db8::2;rport=5062",
        "SIP/2.0/UDP a;ttl=16;maddr=224.2.0.1;i=\"x y\";keep",
    ])
    func roundTrips(_ text: String) throws {
        #expect(try Via(text).description == text)
    }

    @Test func parts() throws {
        let via = try Via(
            "SIP/2.0/udp sipdiag.invalid : 5062 ;Branch=z9hG4bKx;RECEIVED=198.51.100.2;rport=47189;ttl=300")
        #expect(via.transport == "udp")
        #expect(via.sentBy == Via.SentBy(host: .name("SIPDIAG.invalid"), port: 5062))
        #expect(via.branch == "z9hG4bKx")
        #expect(via.received == .ipv4([198, 51, 100, 2]))
        #expect(via.rport == 47189)
        #expect(via.hasRport)
        #expect(via.ttl == nil)
        #expect(via.maddr == nil)
    }

    @Test(arguments: [("2001:db8::2", true), ("[2001:db8::2]", true), ("nonsense..", false)])
    func received(_ text: String, _ isAddress: Bool) throws {
        #expect((try Via("SIP/2.0/UDP a;received=\(text)").received != nil) == isAddress)
    }

    @Test func aPortThatIsNotThereDiffersFromTheDefaultOne() throws {
        #expect(try Via("SIP/2.0/UDP a").sentBy != Via("SIP/2.0/UDP a:5060").sentBy)
    }

    @Test func theTopmostIsReadAlthoughTheNextIsWrong() throws {
        let message = try message(request("Via: SIP/2.0/UDP a;;, nonsense", "Via: SIP/2.0/UDP c"))
        #expect(message.topVia?.sentBy.host == .name("a"))
        #expect(message.vias.map(\.sentBy.description) == ["a", "c"])
    }
}
