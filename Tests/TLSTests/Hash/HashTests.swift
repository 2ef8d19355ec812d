import Testing

@testable import TLS

struct HashTests {
    @Test(arguments: [
        // RFC 1321 A.5
        (Hash.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
        (.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
        (.md5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        // RFC 3174 7.3, FIPS 180-4
        (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            .sha1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        // RFC 6234
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        // NIST example values for SHA-512/256
        (.sha512t256, "abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"),
        (.sha512t256, "", "c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a"),
    ])
    func digest(hash: Hash, text: String, expected: String) throws {
        #expect(hex(try hash.digest(Array(text.utf8))) == expected)
        #expect(hex(try hash.function()(Array(text.utf8))) == expected)
    }

    @Test(arguments: [
        // RFC 2202 3, cases 1, 2 and 6 (a key longer than a block)
        (Hash.sha1, [UInt8](repeating: 0x0b, count: 20), "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"),
        (.sha1, Array("Jefe".utf8), "what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        (
            .sha1, [UInt8](repeating: 0xaa, count: 80), "Test Using Larger Than Block-Size Key - Hash Key First",
            "aa4ae5e15272d00e95705637ce8a3b55ed402112"
        ),
        // RFC 4231 4.2, 4.3
        (
            .sha256, [UInt8](repeating: 0x0b, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            .sha256, Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        // An empty key and message: computed with python3 hmac.
        (.sha1, [], "", "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d"),
    ])
    func hmac(hash: Hash, key: [UInt8], text: String, expected: String) throws {
        #expect(hex(try hash.hmac(key: key, Array(text.utf8))) == expected)
    }

    @Test func aRefusedAlgorithmKeepsOpenSSLsText() throws {
        let error = try #require(throws: OpenSSLError.self) { try Hash.digest(algorithm: "NO-SUCH-HASH", []) }
        #expect(error.call == "EVP_Q_digest(NO-SUCH-HASH)")
        #expect(error.description.contains("unsupported"))
        #expect(error.description.contains("NO-SUCH-HASH : 0"), "the data OpenSSL attached: \(error)")
        #expect(OpenSSLError(draining: "again").queue.isEmpty, "the queue was taken")
    }

    @Test(arguments: [(0, 0), (-1, 0), (1, 1), (12, 12), (4096, 4096)])
    func randomCount(asked: Int, given: Int) throws {
        #expect(try randomBytes(asked).count == given)
    }

    @Test func randomBytesDiffer() throws {
        #expect(try randomBytes(16) != randomBytes(16))
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { (($0 < 16) ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
