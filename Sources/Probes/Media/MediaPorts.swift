import Net

/// Hands out the port pairs of a run: RTP on the even port, RTCP on the next one (RFC 3550 §11). Each call gets ports
/// that no call before it had, since a far side may still be sending there.
@NetActor
final class MediaPorts {
    private nonisolated static let range: Range<UInt16> = 10_000..<65_000
    private var next: UInt16

    /// Begins anywhere, so that two runs after one another do not share ports either.
    nonisolated init() {
        next = UInt16.random(in: Self.range) & ~1
    }

    /// The next pair's even port; they begin anew after 27,500 pairs.
    func take() -> UInt16 {
        defer { next = next + 2 < Self.range.upperBound ? next + 2 : Self.range.lowerBound }
        return next
    }
}
