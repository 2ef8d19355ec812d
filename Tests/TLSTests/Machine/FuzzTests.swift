import Testing

@testable import TLS

struct FuzzTests {
    @Test(arguments: 0..<40)
    func aDamagedHandshakeFailsOrWaits(round: Int) throws {
        var generator = SystemRandomNumberGenerator()
        var client = try TLSMachine(client: Forged.client())
        var server = try TLSMachine(server: Forged.server())
        _ = server.handle(.start)
        var flight = server.handle(.received(client.handle(.start).transmitted)).transmitted
        // All that comes under encryption, the heads of the records included (RFC 8446 §5.2). Of what comes before, the heads
        // and the change of cipher are nobody's business.
        let hello = 5 + Int(flight[3]) << 8 + Int(flight[4])
        let secret = (hello + 6)..<flight.count
        for _ in 0...round / 8 {
            let place = Int.random(in: secret, using: &generator)
            flight[place] ^= UInt8.random(in: 1...255, using: &generator)
        }
        let actions = client.handle(.received(flight))
        #expect(!actions.contains { if case .established = $0 { true } else { false } })
    }

    @Test(arguments: [1, 7, 1000])
    func piecesOfAnySizeWillDo(size: Int) throws {
        var client = try TLSMachine(client: Forged.client())
        var server = try TLSMachine(server: Forged.server())
        _ = server.handle(.start)
        var toServer = client.handle(.start).transmitted
        var isEstablished = false
        for _ in 0..<4 {
            var toClient: [UInt8] = []
            for piece in pieces(of: toServer, size) { toClient += server.handle(.received(piece)).transmitted }
            toServer = []
            for piece in pieces(of: toClient, size) {
                let actions = client.handle(.received(piece))
                toServer += actions.transmitted
                if actions.contains(where: { if case .established = $0 { true } else { false } }) {
                    isEstablished = true
                }
            }
        }
        #expect(isEstablished)
        #expect(client.handle(.send([42])).transmitted.count > 1)
    }

    private func pieces(of bytes: [UInt8], _ size: Int) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    }
}
