/// A key for SRTP in the description (RFC 4568): `1 AES_CM_128_HMAC_SHA1_80 inline:…|2^20|1:4`.
package struct CryptoAttribute: Hashable, Sendable {
    /// Names the line in the answer.
    package var tag: Int
    /// As written.
    package var suite: String
    /// Key and salt in one, of the first key.
    package var key: [UInt8]
    /// Packets, as a number or `2^n`, as written.
    package var lifetime: String?
    /// Identifier and its length, as written.
    package var mki: String?
    /// As written: `inline:…`.
    package var furtherKeys: [String] = []
    /// Session parameters like `UNENCRYPTED_SRTCP`, as written.
    package var parameters: [String] = []

    /// The suite that RFC 4568 6.2 makes everybody have: 16 bytes of key, 14 of salt.
    package static let commonSuite = "AES_CM_128_HMAC_SHA1_80"

    package init(tag: Int, suite: String = commonSuite, key: [UInt8]) {
        self.tag = tag
        self.suite = suite
        self.key = key
    }

    package init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count >= 3, let tag = decimalValue(of: words[0].utf8, upTo: 999_999_999) else { return nil }
        let keys = words[2].split(separator: ";")
        guard let first = keys.first, String(first.prefix(7)).equalsIgnoringCase("inline:") else { return nil }
        let parts = first.dropFirst(7).split(separator: "|", omittingEmptySubsequences: false)
        guard let key = parts.first.flatMap({ Base64.decode($0.utf8) }), !key.isEmpty else { return nil }
        self.init(tag: tag, suite: String(words[1]), key: key)
        for part in parts.dropFirst() {
            if part.contains(":") { mki = String(part) } else { lifetime = String(part) }
        }
        furtherKeys = keys.dropFirst().map(String.init)
        parameters = words.dropFirst(3).map(String.init)
    }
}

extension CryptoAttribute: CustomStringConvertible {
    package var description: String {
        let first = [Base64.encode(key), lifetime, mki].compactMap(\.self).joined(separator: "|")
        let keys = ["inline:\(first)"] + furtherKeys
        return ([String(tag), suite, keys.joined(separator: ";")] + parameters).joined(separator: " ")
    }
}
