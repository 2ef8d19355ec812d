import Testing

@testable import TLS

struct HandshakeTests {
    @Test(arguments: [(TLSVersion.tls13, "TLS_AES_256_GCM_SHA384"), (.tls12, "ECDHE-ECDSA-AES256-GCM-SHA384")])
    func aGoodConnection(version: TLSVersion, cipher: String) throws {
        var settings = try Forged.client()
        settings.versions = version...version
        settings.protocols = ["sip/2"]
        var pair = try Conversation(settings, Forged.server())
        pair.begin()
        #expect(pair.clientSaw.isEstablished && pair.serverSaw.isEstablished)
        pair.client(.send(Array("OPTIONS".utf8)))
        pair.server(.send(Array("200".utf8)))
        #expect(pair.serverSaw.text == "OPTIONS")
        #expect(pair.clientSaw.text == "200")

        let facts = pair.client.facts
        #expect(facts.version == version.rawValue)
        #expect(facts.cipher == cipher)
        #expect(facts.cipherBits == 256)
        #expect(facts.keyExchange == "x25519")
        #expect(facts.chain.map(\.commonName) == ["example.com", "Test Authority"])
        #expect(facts.problems == [])
        #expect(facts.alerts == [] && !facts.isCertificateRequested)
        #expect(pair.server.facts.askedName == "example.com")

        pair.client(.finish)
        #expect(pair.serverSaw.isClosed && !pair.clientSaw.isClosed)
        pair.server(.send(Array("bye".utf8)))
        #expect(pair.clientSaw.text == "200bye")
        pair.server(.finish)
        #expect(pair.clientSaw.isClosed)
        #expect(pair.client.facts.fatalAlert == nil)
    }
}
