import DNS
import Net
import SIP
import Testing

@testable import Probes

@Suite struct RequestIdentityTests {
    /// RFC 7118 5.2: Via tells WS from WSS, a URI does not.
    @Test(
        arguments: [
            (.udp, "UDP", "sip:sipdiag@192.0.2.7:4000"), (.tcp, "TCP", "sip:sipdiag@192.0.2.7:4000;transport=tcp"),
            (.tls, "TLS", "sip:sipdiag@192.0.2.7:4000;transport=tls"),
            (.ws, "WS", "sip:sipdiag@192.0.2.7:4000;transport=ws"),
            (.wss, "WSS", "sip:sipdiag@192.0.2.7:4000;transport=ws"),
        ] as [(ServerLocator.Transport, String, String)])
    func transportsHaveTheirNames(transport: ServerLocator.Transport, via: String, contact: String) {
        let identity = RequestIdentity(transport: transport, local: Endpoint(.v4(0xC000_0207), port: 4000))
        #expect(identity.via(branch: "z9hG4bK1").transport == via)
        #expect("\(identity.contact.uri)" == contact)
    }

    /// RFC 3261 8.1.1.8 and RFC 5630 3.1.3: a SIPS URI in answer to a SIPS URI, and `tls` is none of its transports.
    @Test(
        arguments: [
            (.tls, "sips:sipdiag@192.0.2.7:4000;transport=tcp"), (.wss, "sips:sipdiag@192.0.2.7:4000;transport=ws"),
        ] as [(ServerLocator.Transport, String)])
    func securely(transport: ServerLocator.Transport, contact: String) {
        let identity = RequestIdentity(
            transport: transport, local: Endpoint(.v4(0xC000_0207), port: 4000), isSecure: true)
        #expect("\(identity.contact.uri)" == contact)
    }

    /// What default scripts of servers drop as the name of a scanner.
    @Test(arguments: ["friendly", "scanner", "sipcli", "sipvicious", "vaxsipuseragent", "pplsip"])
    func theUserAgentIsNoScanners(word: String) {
        #expect(RequestIdentity.userAgent.hasPrefix("sipdiag/"))
        #expect(!RequestIdentity.userAgent.lowercased().contains(word))
    }
}
