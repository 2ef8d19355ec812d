/// An encoding that we can offer.
package struct Codec: Hashable, Sendable {
    package var map: RTPMap
    /// For `a=fmtp`.
    package var parameters: String?

    package init(_ map: RTPMap, parameters: String? = nil) {
        self.map = map
        self.parameters = parameters
    }

    package static let pcmu = Codec(RTPMap(0, "PCMU", 8000))
    package static let pcma = Codec(RTPMap(8, "PCMA", 8000))
    package static let g722 = Codec(RTPMap(9, "G722", 8000))
    /// RFC 7587: always 48 kHz and two channels in the map.
    package static let opus = Codec(RTPMap(96, "opus", 48_000, channels: 2))
    /// Digits, on the clock of G.711 and G.722 (RFC 4733).
    package static let telephoneEvent = Codec(RTPMap(101, "telephone-event", 8000), parameters: "0-15")
    /// The same on the clock of Opus, whose timestamps they share.
    package static let wideTelephoneEvent = Codec(RTPMap(102, "telephone-event", 48_000), parameters: "0-15")

    /// All that can be asked for, in the order in which they are offered unless told otherwise.
    package static let all: [Codec] = [.pcmu, .pcma, .g722, .opus, .telephoneEvent]

    /// What telephone networks and gateways may want in the place of G.711. Most of these nobody here can speak: they are
    /// offered to learn which one is wanted, and a call that is taken with them is hung up at once.
    package static let others: [Codec] = [
        Codec(RTPMap(18, "G729", 8000)), .g722, .opus, Codec(RTPMap(97, "AMR", 8000)),
        Codec(RTPMap(98, "AMR-WB", 16_000)), Codec(RTPMap(99, "iLBC", 8000)), Codec(RTPMap(3, "GSM", 8000)),
        .telephoneEvent,
    ]

    /// By the name that people type, in any case.
    package init?(named name: String) {
        let names: [(Codec, [String])] = [
            (.pcmu, ["pcmu", "ulaw", "u-law", "g711u", "g.711u"]),
            (.pcma, ["pcma", "alaw", "a-law", "g711a", "g.711a"]),
            (.g722, ["g722", "g.722"]), (.opus, ["opus"]), (.telephoneEvent, ["telephone-event", "dtmf"]),
        ]
        guard let found = names.first(where: { $0.1.contains(name.asciiLowercased) }) else { return nil }
        self = found.0
    }

    package var isVoice: Bool { map.isVoice }
}
