import SIP

/// Identifiers that nobody can guess and no two runs share: a server that saw one before would take the request for a
/// retransmission (RFC 3261 8.2.2.2, 17.2.3).
enum RandomID {
    /// A branch with the magic cookie of RFC 3261 8.1.1.7.
    static func branch() -> String { Via.magicCookie + text() }

    static func callID() -> String { text() }

    static func tag() -> String { text() }

    /// 80 bits, hexadecimal.
    private static func text() -> String {
        let high = String(UInt64.random(in: .min ... .max), radix: 16)
        let low = String(UInt16.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - high.count) + high + String(repeating: "0", count: 4 - low.count)
            + low
    }
}
