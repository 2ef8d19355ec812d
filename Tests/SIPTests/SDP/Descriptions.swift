import SIP
import Testing

/// The lines as SDP, each with its CRLF.
func sdp(_ lines: String...) throws -> SessionDescription {
    try #require(SessionDescription(lines.map { $0 + "\r\n" }.joined().bytes))
}

/// A session around the lines of its media.
func session(_ media: String...) throws -> SessionDescription {
    let head = ["v=0", "o=- 1 1 IN IP4 198.51.100.9", "s=-", "c=IN IP4 198.51.100.9", "t=0 0"]
    return try #require(SessionDescription((head + media).map { $0 + "\r\n" }.joined().bytes))
}

extension Offer {
    /// 1 to 30.
    static let key = (1...30).map { UInt8($0) }

    static func sample(_ codecs: [Codec] = Codec.all, srtp: SRTPOffer = .none) -> Offer {
        Offer(
            codecs: codecs, address: .ipv4([192, 0, 2, 7]), port: 10_000, srtp: srtp, sessionID: 7, version: 8)
    }
}
