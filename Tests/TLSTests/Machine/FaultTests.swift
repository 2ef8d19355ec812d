import Testing

@testable import TLS

/// Handshakes that fail, and the reason that the client finds.
struct FaultTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var fault: TLSFault
        var words: String
        /// Of the alert that ended it, and whether it was the client's.
        var alert: UInt8
        var isOwnAlert = false
        var change: @Sendable (inout TLSSettings, inout TLSServerSettings) -> Void
    }

    static let cases = [
        Case(
            testDescription: "TLS 1.1 at most", fault: .protocolTooOld, words: "tlsv1 alert protocol version", alert: 70
        ) {
            ($1.versions, $1.allowsWeak) = (.tls10 ... .tls11, true)
        },
        Case(testDescription: "no cipher", fault: .noSharedCipher, words: "sslv3 alert handshake failure", alert: 40) {
            ($1.versions, $1.ciphers) = (.tls12 ... .tls12, "ECDHE-RSA-AES128-GCM-SHA256")
        },
        Case(
            testDescription: "certificate, 1.2", fault: .clientCertificateRequired, words: "handshake failure",
            alert: 40
        ) {
            ($1.versions, $1.clientCertificate) = (.tls12 ... .tls12, .required)
        },
        Case(testDescription: "unknown name", fault: .unrecognizedName, words: "unrecognized name", alert: 112) {
            ($0.serverName, $1.names) = ("example.org", ["example.com"])
        },
        Case(testDescription: "no name", fault: .unrecognizedName, words: "unrecognized name", alert: 112) {
            ($0.serverName, $1.names) = ("192.0.2.1", ["example.com"])
        },
    ]

    @Test(arguments: cases)
    func handshakeFails(as expected: Case) throws {
        var client = try Forged.client()
        var server = try Forged.server()
        expected.change(&client, &server)
        var pair = try Conversation(client, server)
        pair.begin()
        #expect(!pair.clientSaw.isEstablished)
        let failure = try #require(pair.clientSaw.failure)
        #expect(failure.fault == expected.fault)
        #expect(failure.words.contains(expected.words), "\(failure.words)")
        #expect(pair.client.facts.fatalAlert == TLSAlert(isSent: false, isFatal: true, code: expected.alert))
        pair.client(.send([1]))
        pair.client(.received([1]))
        #expect(pair.clientSaw.text == "", "it is over")
    }

    @Test func underTLS13TheMissingCertificateShowsAfterTheHandshake() throws {
        var settings = try Forged.server()
        settings.clientCertificate = .required
        var client = try TLSMachine(client: Forged.client())
        var server = try TLSMachine(server: settings)
        _ = server.handle(.start)
        let hello = client.handle(.start).transmitted
        let finished = client.handle(.received(server.handle(.received(hello)).transmitted))
        #expect(finished.contains { if case .established = $0 { true } else { false } })
        #expect(client.facts.isCertificateRequested)
        let actions = client.handle(.received(server.handle(.received(finished.transmitted)).transmitted))
        #expect(actions.failure?.fault == .clientCertificateRequired)
        #expect(client.facts.fatalAlert?.description == "certificate_required (116)")
    }

    @Test(arguments: [TLSVersion.tls12, .tls13])
    func aCertificateOpensTheDoor(version: TLSVersion) throws {
        var client = try Forged.client()
        client.identity = try ForgedCertificate(selfSigned: CertificatePlan("phone")).identity()
        client.versions = version...version
        var server = try Forged.server()
        server.clientCertificate = .required
        var pair = try Conversation(client, server)
        pair.begin()
        pair.client(.send(Array("hello".utf8)))
        #expect(pair.serverSaw.text == "hello")
        #expect(pair.client.facts.isCertificateRequested)
        #expect(pair.server.facts.chain.map(\.commonName) == ["phone"])
    }

    @Test func aWeakServerIsSeenAtTheLowestLevel() throws {
        var client = try Forged.client()
        (client.allowsWeak, client.versions) = (true, .tls10 ... .tls13)
        var server = try Forged.server()
        (server.allowsWeak, server.versions) = (true, .tls10 ... .tls10)
        var pair = try Conversation(client, server)
        pair.begin()
        #expect(pair.clientSaw.isEstablished)
        #expect(pair.client.facts.version == "TLSv1")
    }

    @Test(arguments: [
        "SIP/2.0 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request\r\n", "\r\n\r\n", "\u{16}SIP", "x",
    ])
    func plainTextIsNoTLS(text: String) throws {
        var client = try TLSMachine(client: Forged.client())
        _ = client.handle(.start)
        let actions = client.handle(.received(Array(text.utf8)))
        #expect(actions.failure?.fault == .notTLS)
        #expect(client.facts.firstBytes == Array(text.utf8.prefix(64)))
    }

    @Test(arguments: [
        (LayerEvent.peerGone(wasReset: false), TLSFault.closed), (.peerGone(wasReset: true), .reset),
        // An alert (internal_error), and a record of a kind that a client does not expect yet.
        (.received([21, 3, 3, 0, 2, 2, 80]), .other), (.received([23, 3, 3, 0, 1, 0]), .other),
    ])
    func theAnswerToTheHello(event: LayerEvent, fault: TLSFault) throws {
        var client = try TLSMachine(client: Forged.client())
        #expect(!client.handle(.start).transmitted.isEmpty)
        #expect(client.handle(event).failure?.fault == fault)
        #expect(client.facts.version == nil)
    }

    @Test(arguments: [
        (UInt8(70), false, TLSFault.protocolTooOld), (112, false, .unrecognizedName),
        (116, true, .clientCertificateRequired),
        (40, true, .clientCertificateRequired), (40, false, .noSharedCipher), (42, true, .clientCertificateRequired),
        (48, true, .clientCertificateRequired), (42, false, .other), (71, false, .noSharedCipher), (80, true, .other),
    ])
    func whatAnAlertMeans(code: UInt8, isAsked: Bool, fault: TLSFault) {
        #expect(TLSFailure.fault(alert: TLSAlert(isSent: false, isFatal: true, code: code), isAsked: isAsked) == fault)
    }
}
