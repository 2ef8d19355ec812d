import Net
import SIP
import TLS

/// TCP connects, and TLS or its certificate is not as a client that checks wants it.
enum TLSFaults {
    /// A domain whose SRV record leads to one TLS server, called over TLS.
    private static func domain(
        _ behavior: SIPBehavior = .healthy, _ change: @escaping @Sendable (inout LabTLS) -> Void = { _ in }
    ) -> @Sendable (AddressBlock) -> LabPlan {
        { block in
            var plan = LabPlan.domain(
                block,
                [
                    .srv("_sips._tcp", priority: 10, port: LabPlan.sipsPort, target: "sip"),
                    .address("sip", block.address(1)),
                ])
            var server = SIPServer.Plan(block.endpoint(1, port: LabPlan.sipsPort), udp: .closed, tcp: behavior)
            var tls = LabTLS(LabPlan.domain)
            change(&tls)
            server.tls = tls
            plan.sip = [server]
            return plan.over("tls")
        }
    }

    /// The same, and nothing is put over TCP.
    private static func plain(_ behavior: SIPBehavior) -> @Sendable (AddressBlock) -> LabPlan {
        { block in
            var plan = domain(behavior)(block)
            plan.sip[0].tls = nil
            return plan.impatient()
        }
    }

    /// A call that is answered, over TLS or over WebSocket on top of it.
    private static func call(port: UInt16, hasWebSocket: Bool) -> @Sendable (AddressBlock) -> LabPlan {
        { block in
            let endpoint = block.endpoint(1, port: port)
            var server = CallServer.Plan([endpoint], others: CallFaults.answering())
            var tls = LabTLS(LabPlan.domain)
            tls.certificate.addresses = ["\(endpoint.address)"]
            server.tls = tls
            server.hasWebSocket = hasWebSocket
            var plan = LabPlan(target: "sip:\(CallFaults.callee)@\(endpoint.address)")
            plan.calls = [server]
            return plan.over(hasWebSocket ? "wss" : "tls")
        }
    }

    static let all = healthy + calls + certificates + handshakes

    private static let healthy: [LabFault] = [
        LabFault(
            "tls-healthy", "A TLS server whose certificate holds", cause: nil, .works,
            story: "The certificate bears the domain, and comes with that of its issuer.", plan: domain()),

        LabFault(
            "tls-uri", "A certificate that bears the domain as SIP URI", cause: nil, .works,
            story: "The only name in the certificate is sip:\(LabPlan.domain), and its use is that of a SIP domain."
        ) { block in
            domain { tls in
                tls.certificate.dnsNames = []
                tls.certificate.uris = ["sip:\(LabPlan.domain)"]
                tls.certificate.extendedKeyUsages = ["1.3.6.1.5.5.7.3.20"]
            }(block)
        },

        LabFault(
            "tls-websocket", "A WebSocket over TLS", cause: nil, .works,
            story: "The server speaks SIP in WebSocket frames on port 443, as browsers do."
        ) { block in
            var plan = domain()(block)
            plan.names?.zone = Zone(LabPlan.domain, [.address("@", block.address(1))])
            plan.sip[0].endpoints = [block.endpoint(1, port: 443)]
            plan.sip[0].hasWebSocket = true
            return plan.over("wss")
        },
    ]

    private static let calls: [LabFault] = [
        LabFault(
            "tls-call", "A call over TLS that is answered", cause: nil, .works,
            story: "The certificate bears the address that is called.",
            plan: call(port: LabPlan.sipsPort, hasWebSocket: false)),

        LabFault(
            "tls-call-websocket", "A call over WebSocket and TLS that is answered", cause: nil, .works,
            story: "The server takes calls in the way in which browsers place them.",
            plan: call(port: 443, hasWebSocket: true)),
    ]

    private static let certificates: [LabFault] = [
        LabFault(
            "tls-expired", "The certificate ended yesterday", cause: "tls.certificate-expired", .fails,
            story: "Nobody renewed it, or the new one was installed and the service not restarted.",
            plan: domain { ($0.certificate.begins, $0.certificate.ends) = (-90 * 86_400, -86_400) }),

        LabFault(
            "tls-not-yet-valid", "The certificate begins tomorrow", cause: "tls.certificate-not-yet-valid", .fails,
            story: "It was installed before its time, or the clock of this host is slow.",
            plan: domain { $0.certificate.begins = 86_400 }),

        LabFault(
            "tls-wrong-name", "The certificate is another customer's", cause: "tls.name-mismatch", .fails,
            story: "The server shows its default certificate, which names somebody else.",
            plan: domain { $0.certificate = CertificatePlan("pbx.example.net", dnsNames: ["pbx.example.net"]) }),

        LabFault(
            "tls-server-name", "The certificate names the server, not the domain", cause: "tls.name-mismatch",
            .worksWithDefect,
            story: "It bears the name that the SRV record leads to: lenient clients go on, strict ones do not.",
            plan: domain { $0.certificate.dnsNames = ["sip.\(LabPlan.domain)"] }),

        LabFault(
            "tls-self-signed", "A PBX with the certificate it came with", cause: "tls.self-signed", .fails,
            story: "The server signed its certificate itself.", plan: domain { $0.signature = .own }),

        LabFault(
            "tls-unknown-ca", "A certificate of a company's own authority", cause: "tls.unknown-ca", .fails,
            story: "The chain is whole, and ends at a root that this host does not trust.",
            plan: domain { $0.signature = .stranger }),

        LabFault(
            "tls-incomplete-chain", "The intermediate certificate is not sent", cause: "tls.incomplete-chain", .fails,
            story: "cert.pem was configured in the place of fullchain.pem.", plan: domain { $0.signature = .alone }),
    ]

    private static let handshakes: [LabFault] = [
        LabFault(
            "tls-old", "A server that speaks TLS 1.1 at most", cause: "tls.protocol-too-old", .fails,
            story: "Its configuration is that of ten years ago.",
            plan: domain { ($0.versions, $0.allowsWeak) = (.tls10 ... .tls11, true) }),

        LabFault(
            "tls-plain-sip", "Plain SIP on the TLS port", cause: "tls.not-tls", .fails,
            story: "The service was bound to the port of TLS with the transport TCP.", plan: plain(.healthy)),

        LabFault(
            "tls-client-certificate", "A server that demands a client certificate",
            cause: "tls.client-certificate-required", .fails,
            story: "Under TLS 1.3 the connection seems to stand, and breaks at the first byte.",
            plan: domain { $0.clientCertificate = .required }),

        LabFault(
            "tls-client-certificate-12", "The same, under TLS 1.2", cause: "tls.client-certificate-required", .fails,
            story: "The handshake fails with an alert that also means that no cipher was in common.",
            plan: domain { ($0.clientCertificate, $0.versions) = (.required, .tls12 ... .tls12) }),

        LabFault(
            "tls-no-cipher", "No cipher in common", cause: "tls.handshake-failed", .fails,
            story: "The server permits ciphers alone that do not go with its key.",
            plan: domain { ($0.ciphers, $0.versions) = ("ECDHE-RSA-AES128-GCM-SHA256", .tls12 ... .tls12) }),

        LabFault(
            "tls-unknown-name", "A server that refuses the server name", cause: "tls.handshake-failed", .fails,
            story: "It serves other domains, and refuses a client that asks for this one (SNI).",
            plan: domain { $0.names = ["sip.example.net"] }),

        LabFault(
            "tls-hangs-up", "Something ends the connection when TLS begins", cause: "tls.handshake-failed", .fails,
            story: "A device on the way, or the server itself, closes the connection at the greeting.",
            plan: plain(.hangsUp)),

        LabFault(
            "tls-silent", "A TLS port that says nothing", cause: "tls.handshake-failed", .fails,
            story: "TCP connects, and the greeting gets no answer.", plan: plain(.silent)),
    ]
}
