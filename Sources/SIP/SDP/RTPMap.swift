/// What a payload type carries (RFC 8866 6.6).
package struct RTPMap: Hashable, Sendable, CustomStringConvertible {
    /// 0 to 127.
    package var payloadType: Int
    package var name: String
    /// Hertz, as the registration has it: 8000 for G.722, which samples at twice that.
    package var clockRate: Int
    package var channels: Int

    package init(_ payloadType: Int, _ name: String, _ clockRate: Int, channels: Int = 1) {
        self.payloadType = payloadType
        self.name = name
        self.clockRate = clockRate
        self.channels = channels
    }

    /// `96 opus/48000/2`.
    package init?(_ text: String) {
        let words = text.split(separator: " ")
        guard words.count == 2, let payloadType = decimalValue(of: words[0].utf8, upTo: 127) else { return nil }
        let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), !parts[0].isEmpty,
            let clockRate = decimalValue(of: parts[1].utf8, upTo: Limits.clockRate),
            let channels = parts.count == 3 ? decimalValue(of: parts[2].utf8, upTo: 255) : 1
        else { return nil }
        self.init(payloadType, String(parts[0]), clockRate, channels: channels)
    }

    package var description: String {
        "\(payloadType) \(name)/\(clockRate)" + (channels == 1 ? "" : "/\(channels)")
    }

    /// Whether both name the same encoding. A type of the static table is what it is, whatever its map says.
    package func isSameEncoding(as other: RTPMap) -> Bool {
        if payloadType == other.payloadType, payloadType < 96 { return true }
        return name.equalsIgnoringCase(other.name) && clockRate == other.clockRate && channels == other.channels
    }

    /// Not digits or noise beside the voice.
    package var isVoice: Bool {
        !["telephone-event", "CN", "red", "tone"].contains { $0.equalsIgnoringCase(name) }
    }

    /// Digits that share the codec's timestamps (RFC 4733 2.1).
    func isTelephoneEvent(beside codec: RTPMap) -> Bool {
        name.equalsIgnoringCase("telephone-event") && clockRate == codec.clockRate
    }

    /// Audio of the static table (RFC 3551 6), which needs no map.
    package static func registered(_ payloadType: Int) -> RTPMap? {
        fixed.first { $0.payloadType == payloadType }
    }

    private static let fixed = [
        RTPMap(0, "PCMU", 8000), RTPMap(3, "GSM", 8000), RTPMap(4, "G723", 8000), RTPMap(5, "DVI4", 8000),
        RTPMap(6, "DVI4", 16_000), RTPMap(7, "LPC", 8000), RTPMap(8, "PCMA", 8000), RTPMap(9, "G722", 8000),
        RTPMap(10, "L16", 44_100, channels: 2), RTPMap(11, "L16", 44_100), RTPMap(12, "QCELP", 8000),
        RTPMap(13, "CN", 8000), RTPMap(14, "MPA", 90_000), RTPMap(15, "G728", 8000), RTPMap(18, "G729", 8000),
    ]
}

extension Limits {
    /// Hertz; more than any registered clock.
    static let clockRate = 1_000_000_000
}
