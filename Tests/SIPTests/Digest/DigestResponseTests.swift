import FoundationEssentials
import SIP
import TLS
import Testing

extension DigestAlgorithm.Hash {
    /// OpenSSL's hashes, as the probes hand them in.
    static let functions: [DigestAlgorithm.Hash: HashFunction] = [
        .md5: { (try? TLS.Hash.md5.digest($0)) ?? [] },
        .sha256: { (try? TLS.Hash.sha256.digest($0)) ?? [] },
        .sha512t256: { (try? TLS.Hash.sha512t256.digest($0)) ?? [] },
    ]
}

@Suite struct DigestResponseTests {
    /// Printed in RFC 2617 and 7616, or computed with another implementation.
    struct Vector: Decodable, Sendable, CustomTestStringConvertible {
        let id, algorithm, username, realm, password, method, uri, nonce, nc, cnonce, response: String
        let qop: String?

        var testDescription: String { id }
    }

    @Test func vectors() throws {
        let file = try Fixtures.bytes("digest.json", in: "Digest")
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(file))
        #expect(vectors.count == 15)
        for vector in vectors {
            let algorithm = try #require(DigestAlgorithm(vector.algorithm))
            let count = try #require(UInt32(vector.nc, radix: 16))
            let qop = try vector.qop.map { try #require(DigestQop(rawValue: $0)) }
            let response = DigestResponse(
                username: vector.username, realm: vector.realm, secret: Secret(vector.password), algorithm: algorithm,
                nonce: vector.nonce, cnonce: vector.cnonce, nonceCount: count, qop: qop, method: Method(vector.method),
                uri: vector.uri)
            let hash = try #require(DigestAlgorithm.Hash.functions[algorithm.hash])
            #expect(response.value(hash) == vector.response, "\(vector.id)")
            #expect(response.countText == vector.nc)
        }
    }

    /// RFC 2617 3.2.2.4 hashes the body; the vectors have none.
    @Test func aBodyChangesWhatAuthIntProtects() throws {
        var response = DigestResponse(
            username: "u", realm: "r", secret: Secret("s"), algorithm: DigestAlgorithm(.md5), nonce: "n", cnonce: "c",
            qop: .authInt, method: .invite, uri: "sip:a")
        let hash = try #require(DigestAlgorithm.Hash.functions[.md5])
        let empty = response.value(hash)
        response.body = "v=0\r\n".bytes
        #expect(response.value(hash) != empty)
        response.qop = .auth
        let auth = response.value(hash)
        response.body = []
        #expect(response.value(hash) == auth)
    }

    @Test(arguments: [
        ("MD5", "MD5"), ("md5", "MD5"), ("Md5-SESS", "MD5-sess"), ("sha-256", "SHA-256"),
        ("SHA-256-sess", "SHA-256-sess"), ("SHA-512-256", "SHA-512-256"), ("sha-512-256-sess", "SHA-512-256-sess"),
        ("SHA-512", nil), ("AKAv1-MD5", nil), ("", nil), ("-sess", nil), ("MD5-sess-sess", nil),
    ])
    func names(_ name: String, _ printed: String?) {
        #expect(DigestAlgorithm(name)?.description == printed)
    }

    @Test func strength() {
        #expect(DigestAlgorithm.Hash.allCases.shuffled().sorted() == [.md5, .sha256, .sha512t256])
    }

    @Test func theCountIsEightDigits() {
        var response = DigestResponse(
            username: "", realm: "", secret: Secret(""), algorithm: DigestAlgorithm(.md5), nonce: "", cnonce: "",
            nonceCount: 0x1A, qop: .auth, method: .options, uri: "")
        #expect(response.countText == "0000001a")
        response.nonceCount = .max
        #expect(response.countText == "ffffffff")
    }
}
