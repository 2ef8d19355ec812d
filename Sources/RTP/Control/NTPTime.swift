/// A wall-clock time as RTCP writes it (RFC 3550 §4): seconds since 1900 in 32.32 bits.
package struct NTPTime: Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// Milliseconds since 1970-01-01 UTC. The seconds wrap in 2036, as the format has it.
    package init(unixMilliseconds: Int64) {
        let (seconds, rest) = unixMilliseconds.quotientAndRemainder(dividingBy: 1000)
        let fraction = UInt64(max(0, rest)) << 32 / 1000
        rawValue = UInt64(truncatingIfNeeded: seconds &+ 2_208_988_800) << 32 | fraction
    }

    /// The middle 32 bits, by which a receiver names the report that it last got.
    package var middle: UInt32 { UInt32(truncatingIfNeeded: rawValue >> 16) }
}
