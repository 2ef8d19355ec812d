import TLS
import Testing

struct AES128Tests {
    /// NIST SP 800-38A F.5.1.
    private static let key = hex("2b7e151628aed2a6abf7158809cf4f3c")
    private static let counter = hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
    private static let plain = hex(
        """
        6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51
        30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710
        """)
    private static let encrypted = hex(
        """
        874d6191b620e3261bef6864990db6ce 9806f66b7970fdff8617187bb9fffdff
        5ae4df3edbd5d35e5b4f09020db03eab 1e031dda2fbe03d1792170a0f3009cee
        """)

    @Test(arguments: [0, 1, 15, 16, 17, 64])
    func counterMode(length: Int) throws {
        let (plain, encrypted) = (Array(Self.plain.prefix(length)), Array(Self.encrypted.prefix(length)))
        #expect(try AES128.counterMode(key: Self.key, counter: Self.counter, plain) == encrypted)
        #expect(try AES128.counterMode(key: Self.key, counter: Self.counter, encrypted) == plain)
        #expect(try AES128.function()(Self.key, Self.counter, plain) == encrypted)
    }

    @Test(arguments: [(15, 16), (17, 16), (32, 16), (16, 15), (0, 0)])
    func otherLengthsAreRefused(key: Int, counter: Int) throws {
        let (key, counter) = ([UInt8](repeating: 0, count: key), [UInt8](repeating: 0, count: counter))
        #expect(throws: OpenSSLError.self) { try AES128.counterMode(key: key, counter: counter, [1]) }
        #expect(try AES128.function()(key, counter, [1]) == [])
    }

    private static func hex(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
