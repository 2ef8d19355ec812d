/// What a callee reads in a media offer (RFC 8866): its streams, in their order.
struct MediaOffer {
    struct Stream {
        /// `audio`, `video`…
        var kind: String
        var port: Int
        /// `RTP/AVP`, `RTP/SAVP`…
        var profile: String
        var formats: [String]
        /// What follows `a=`.
        var attributes: [String] = []

        var isSecure: Bool { profile.contains("SAVP") }
        /// The keys of SDES (RFC 4568).
        var cryptos: [String] { attributes.filter { $0.hasPrefix("crypto:") } }

        /// The encoding name of a format, without its clock rate.
        func codec(of format: String) -> String? {
            for attribute in attributes where attribute.hasPrefix("rtpmap:\(format) ") {
                return attribute.split(separator: " ").last?.split(separator: "/").first.map(String.init)
            }
            return ["0": "PCMU", "8": "PCMA", "9": "G722", "18": "G729"][format]
        }
    }

    var streams: [Stream] = []

    init(_ sdp: some Sequence<UInt8>) {
        for line in sdp.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
            let text = String(decoding: line.dropFirst(2), as: UTF8.self)
            if line.starts(with: Array("m=".utf8)), let stream = Stream(text) { streams.append(stream) }
            if line.starts(with: Array("a=".utf8)), !streams.isEmpty {
                streams[streams.count - 1].attributes.append(text)
            }
        }
    }
}

extension MediaOffer.Stream {
    fileprivate init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count >= 4, let port = words[1].split(separator: "/").first.flatMap({ Int($0) }) else { return nil }
        self.init(kind: words[0], port: port, profile: words[2], formats: Array(words[3...]))
    }
}
