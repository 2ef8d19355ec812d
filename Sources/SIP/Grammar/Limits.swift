/// What a message may not exceed; beyond it is `wrong`, however much more comes.
package enum Limits {
    /// Start line, header fields and body together: what one UDP datagram can hold.
    package static let messageBytes = 65_535
    package static let headerFields = 1_000
    /// Comments within comments (RFC 3261 25.1).
    package static let commentDepth = 16
}
