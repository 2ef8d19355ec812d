import FoundationEssentials
import TLS
import TestSupport
import Testing

private let zone = """
    $ORIGIN example.test.
    $TTL 300
    @ IN SOA ns hostmaster 1 3600 600 86400 60
    @ IN NS ns
    ns IN A 203.0.113.53
    @ IN A 203.0.113.10
    _sips._tcp IN SRV 10 10 5061 sip
    sip IN A 203.0.113.10
    """

/// One server, and what sipdiag says of it.
struct TLSServerRow: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var port: Int
    var outcome: String
    var cause: String?
    var start: @Sendable (Topology, PeerCertificates) throws -> Void

    /// - Parameters:
    ///   - issuers: how many certificates of issuers are sent.
    ///   - arguments: more of `s_server`'s.
    init(
        _ name: String, _ port: Int, _ outcome: String, _ cause: String? = nil, sending issuers: Int = 1,
        with arguments: [String] = [],
        _ certificate: @escaping @Sendable (PeerCertificates) throws -> ForgedCertificate = { try $0.leaf() }
    ) {
        testDescription = name
        self.port = port
        self.outcome = outcome
        self.cause = cause
        start = { network, certificates in
            try network.startTLSServer(port: port, certificate(certificates), sending: issuers, arguments)
        }
    }
}

private let rows = [
    TLSServerRow("good", 6001, "accepted"),
    TLSServerRow("good, TLS 1.2", 6002, "accepted", with: ["-tls1_2"]),
    TLSServerRow("expired", 6003, "expired", "tls.certificate-expired") {
        try $0.leaf { ($0.begins, $0.ends) = (-200, -100) }
    },
    TLSServerRow("not yet valid", 6004, "not_yet_valid", "tls.certificate-not-yet-valid") {
        try $0.leaf { $0.begins = 3600 }
    },
    TLSServerRow("self-signed", 6005, "self_signed", "tls.self-signed") { _ in
        try ForgedCertificate(selfSigned: CertificatePlan("example.test", dnsNames: ["example.test"]))
    },
    TLSServerRow("unknown authority", 6006, "unknown_ca", "tls.unknown-ca", sending: 2) {
        try $0.leaf(by: ForgedCertificate(selfSigned: .authority("Other Root")).issue(.authority("Other")))
    },
    TLSServerRow("intermediate missing", 6007, "incomplete_chain", "tls.incomplete-chain", sending: 0),
    TLSServerRow("another name", 6008, "name_mismatch", "tls.name-mismatch") {
        try $0.leaf { $0.dnsNames = ["example.org"] }
    },
    TLSServerRow("wildcard", 6009, "name_mismatch", "tls.name-mismatch") { try $0.leaf { $0.dnsNames = ["*.test"] } },
    TLSServerRow("SIP URI alone", 6010, "accepted") {
        try $0.leaf { ($0.dnsNames, $0.uris) = ([], ["sip:example.test"]) }
    },
    TLSServerRow("common name alone", 6011, "accepted") { try $0.leaf { $0.dnsNames = [] } },
    TLSServerRow("for SIP domains alone", 6012, "accepted") {
        try $0.leaf { $0.extendedKeyUsages = ["1.3.6.1.5.5.7.3.20"] }
    },
    TLSServerRow("TLS 1.0", 6013, "too_old", "tls.protocol-too-old", with: ["-tls1", "-cipher", "ALL:@SECLEVEL=0"]),
    TLSServerRow("TLS 1.1", 6014, "too_old", "tls.protocol-too-old", with: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]),
    TLSServerRow(
        "client certificate, TLS 1.3", 6015, "client_certificate_required", "tls.client-certificate-required",
        with: ["-Verify", "1", "-tls1_3"]),
    TLSServerRow(
        "client certificate, TLS 1.2", 6016, "client_certificate_required", "tls.client-certificate-required",
        with: ["-Verify", "1", "-tls1_2"]),
    TLSServerRow("client certificate wanted, not demanded", 6017, "accepted", with: ["-verify", "1"]),
    TLSServerRow(
        "no cipher", 6018, "no_shared_cipher", "tls.handshake-failed",
        with: ["-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256"]),
    TLSServerRow(
        "unknown name", 6019, "unrecognized_name", "tls.handshake-failed",
        with: ["-servername", "example.org", "-servername_fatal"]),
    TLSServerRow("reset by a middlebox", 6020, "reset", "tls.handshake-failed"),
    TLSServerRow("swallowed by a middlebox", 6021, "silent", "tls.handshake-failed"),
]

/// `openssl s_server` with every fault that it can have, and Kamailio over TLS and WebSocket, asked across a router.
@ServerThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)),
    .network { network in
        try network.startNameServers(zone: zone)
        let certificates = try PeerCertificates()
        _ = try network.write("root.pem", PEM.certificate(certificates.root.certificate))
        _ = try network.write(certificates.leaf { $0.commonName = "client" }, as: "client")
        try network.startSecureKamailio(certificates.leaf())
        for row in rows { try row.start(network, certificates) }
    })
struct TLSTests {
    private func judge(
        _ target: String, _ more: [String] = [], in network: Topology
    ) throws -> Judgement {
        let trust = ["--ca-file", network.folder.appending(path: "root.pem").path]
        return try Judgement(
            network, ["tls", target, "--resolver", "203.0.113.53:5353", "--timeout", "2s"] + trust + more)
    }

    @Test(arguments: rows)
    func tellsWhatIsWrong(row: TLSServerRow) throws {
        let network = try Topology.current
        try network.reset()
        // What a device does that does not like TLS: the greeting is the first packet with content.
        if row.outcome == "reset" || row.outcome == "silent" {
            let verdict = row.outcome == "reset" ? "reject with tcp reset" : "drop"
            try network.firewall(
                .router,
                "table ip f { chain c { type filter hook forward priority 0; tcp dport \(row.port) "
                    + "tcp flags & psh == psh \(verdict); }; }")
        }
        let judgement = try judge("sip:example.test:\(row.port)", in: network)
        let handshake = try #require(judgement.finding("tls.handshake"))
        #expect(handshake.outcome == row.outcome)
        if let cause = row.cause {
            #expect(judgement.causes.contains { $0.id == cause }, "\(judgement.causes)")
        } else {
            #expect(!judgement.causes.contains { $0.id.hasPrefix("tls.") }, "\(judgement.causes)")
        }
        try network.reset()
    }

    @Test(arguments: [6015, 6016])
    func aCertificateOpensTheDoor(port: Int) throws {
        let network = try Topology.current
        let path = { (name: String) in network.folder.appending(path: name).path }
        let judgement = try judge(
            "sip:example.test:\(port)", ["--cert", path("client.pem"), "--key", path("client.key")], in: network)
        let handshake = try #require(judgement.finding("tls.handshake"))
        #expect(handshake.outcome == "accepted")
        #expect(handshake.facts?["certificate_given"] == .flag(true))
    }

    @Test(arguments: [("tls", "TLSv1.3"), ("wss", "TLSv1.3")])
    func kamailioIsTrusted(transport: String, version: String) throws {
        let judgement = try judge("example.test", ["--transport", transport], in: try Topology.current)
        let handshake = try #require(judgement.finding("tls.handshake"))
        #expect(handshake.outcome == "accepted")
        #expect(handshake.facts?["version"] == .text(version))
        #expect(handshake.facts?["strict"] == .flag(true))
        #expect(judgement.finding("sip.options")?.facts?["code"] == .number(200))
        #expect(judgement.exitCode == 0)
    }

    @Test func kamailioSpeaksWebSocket() throws {
        let arguments = ["options", "example.test", "--transport", "ws", "--resolver", "203.0.113.53:5353"]
        let judgement = try Judgement(Topology.current, arguments)
        #expect(judgement.finding("sip.options")?.facts?["code"] == .number(200))
        #expect(judgement.exitCode == 0)
    }

    /// With a login, along the routes and with all that is asked within it, to a callee on UDP.
    @Test(arguments: ["tls", "ws", "wss"])
    func kamailioPutsCallsThrough(transport: String) throws {
        let network = try Topology.current
        let callee = try SIPp("asks", in: network)
        let login = ["--auth-user", "alice", "--password-file", try network.write("password", "secret")]
        let way = ["--transport", transport, "--resolver", "203.0.113.53:5353"]
        let trust = ["--ca-file", network.folder.appending(path: "root.pem").path]
        let judgement = try Judgement(
            network, ["invite", "sip:sipp@example.test", "--talk", "500ms"] + way + trust + login)
        #expect(callee.complaint() == nil)
        let invite = try #require(judgement.finding("sip.invite"))
        #expect(invite.outcome == "answered")
        #expect(invite.facts?["transport"] == .text(transport))
        #expect(invite.facts?["auth"] == .text("accepted"))
        #expect(invite.facts?["unanswered"] == nil)
        let bound = try Judgement(
            network, ["register", "sip:alice@example.test", "--bind", "60s"] + way + trust + login)
        #expect(bound.finding("sip.register")?.facts?["removed"] == .flag(true))
        #expect(!(try network.bindings("MD5")).contains("alice"))
    }

    @Test func kamailioSpeaksPlainSIPOnAPortForTLS() throws {
        let judgement = try judge("sip:example.test:5063", in: try Topology.current)
        #expect(judgement.finding("tls.handshake")?.outcome == "not_tls")
        #expect(judgement.causes.first?.id == "tls.not-tls")
        #expect(judgement.exitCode == 2)
    }

    /// The SRV record leads to `sip.example.test`; what counts is `example.test`.
    @Test func sipsFollowsTheServiceRecordAndKeepsTheDomain() throws {
        let judgement = try judge("sips:example.test", in: try Topology.current)
        let handshake = try #require(judgement.finding("tls.handshake"))
        #expect(handshake.outcome == "accepted")
        #expect(handshake.facts?["server_name"] == .text("example.test"))
        #expect(judgement.finding("dns.locate")?.facts?["source"] == .text("srv"))
        #expect(judgement.exitCode == 0)
    }
}
