/// Payload types of the static RTP/AVP table (RFC 3551 table 4) that sipdiag sends and names.
package enum PayloadType {
    package static let pcmu: UInt8 = 0
    package static let pcma: UInt8 = 8
    package static let g722: UInt8 = 9
    /// Comfort noise (RFC 3389).
    package static let comfortNoise: UInt8 = 13
}
