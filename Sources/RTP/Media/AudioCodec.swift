/// A codec in which sipdiag can be silent. The raw value is the name in `a=rtpmap`.
package enum AudioCodec: String, CaseIterable, Sendable {
    case pcmu = "PCMU"
    case pcma = "PCMA"
    case g722 = "G722"
    case opus = "opus"

    /// Reads the encoding name of an `a=rtpmap`, in which case does not count (RFC 4855 §3).
    package init?(encodingName: String) {
        let name = encodingName.lowercased()
        guard let codec = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) else { return nil }
        self = codec
    }

    /// Milliseconds of sound in each packet sent.
    package static let frameMs = 20

    /// Timestamp units in a second. G.722 counts 8000 for its 16,000 samples (RFC 3551 §4.5.2), Opus always 48,000
    /// (RFC 7587 §4.1).
    package var clockRate: Int { self == .opus ? 48_000 : 8000 }

    /// 20 ms of silence.
    package var silence: [UInt8] {
        switch self {
        case .pcmu: [UInt8](repeating: 0xff, count: 160)
        case .pcma: [UInt8](repeating: 0xd5, count: 160)
        // The smallest step of both sub-bands: it decodes to three of 32,768 at most, less than 0xfa with its drift.
        case .g722: [UInt8](repeating: 0xff, count: 160)
        // A CELT frame at full band, 20 ms, one channel, with nothing in it (RFC 6716 §3.1).
        case .opus: [0xf8, 0xff, 0xfe]
        }
    }
}
