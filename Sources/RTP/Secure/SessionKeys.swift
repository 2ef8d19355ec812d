/// The keys of one direction, for RTP or for RTCP, and what is done with them (RFC 3711 §4).
struct SessionKeys: Sendable {
    /// The label of the first of three keys (RFC 3711 §4.3.1, §4.3.2); the other two follow it.
    enum Use: UInt8 {
        case rtp = 0
        case rtcp = 3
    }

    let cipher: [UInt8]
    let authentication: [UInt8]
    let salt: [UInt8]
    private let primitives: SRTPPrimitives

    /// Derives them once for ever: SDES leaves the key derivation rate at zero.
    init(_ master: SRTPMasterKey, _ use: Use, _ primitives: SRTPPrimitives) {
        func derive(_ label: UInt8, _ length: Int) -> [UInt8] {
            var counter = master.salt + [0, 0]
            counter[7] ^= label
            return primitives.counterMode(master.key, counter, [UInt8](repeating: 0, count: length))
        }
        cipher = derive(use.rawValue, 16)
        authentication = derive(use.rawValue + 1, 20)
        salt = derive(use.rawValue + 2, 14)
        self.primitives = primitives
    }

    init(cipher: [UInt8], authentication: [UInt8], salt: [UInt8], _ primitives: SRTPPrimitives) {
        self.cipher = cipher
        self.authentication = authentication
        self.salt = salt
        self.primitives = primitives
    }

    /// Encrypts or decrypts what is in the packet of this index; nil where the library fails.
    func encrypt(_ data: some Collection<UInt8>, ssrc: UInt32, index: UInt64) -> [UInt8]? {
        guard salt.count == 14 else { return nil }
        // RFC 3711 §4.1.1: the salt, the source and the index, each at its place; 16 bits are left for the blocks.
        let place = [0, 0, 0, 0] + ssrc.bytes + index.bytes.suffix(6) + [0, 0]
        let counter = zip(salt + [0, 0], place).map { $0 ^ $1 }
        let result = primitives.counterMode(cipher, counter, Array(data))
        return result.count == data.count ? result : nil
    }

    /// The first bytes of the HMAC; nil where the library fails.
    func tag(_ data: [UInt8], length: Int) -> [UInt8]? {
        let hash = primitives.hmac(authentication, data)
        return hash.count == 20 ? Array(hash.prefix(length)) : nil
    }
}
