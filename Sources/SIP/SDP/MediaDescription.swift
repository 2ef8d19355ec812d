/// One `m=` with the lines under it (RFC 8866 5.14); what it does not say itself, the session's lines say.
package struct MediaDescription: Hashable, Sendable {
    /// `audio`, `video`, …, as written.
    package var kind: String
    /// 0 is refused, or not wanted; `nil` when it is no port.
    package var port: Int?
    /// How many ports, each with its RTCP, from `port` on.
    package var portCount: Int
    /// `RTP/AVP`, …, as written.
    package var proto: String
    /// Payload types, if the protocol is one of RTP's.
    package var formats: [String]
    /// Those after `m=`.
    package var lines: [SDPLine]
    /// The session's.
    private let session: [SDPLine]
    /// What came in place of a port and formats, to be printed again.
    private let unreadable: String?

    package init(kind: String, port: Int, proto: String, formats: [String], lines: [SDPLine]) {
        self.kind = kind
        self.port = port
        portCount = 1
        self.proto = proto
        self.formats = formats
        self.lines = lines
        session = []
        unreadable = nil
    }

    init(_ line: SDPLine, session: [SDPLine]) {
        let words = line.value.split(separator: " ").map(String.init)
        let ports = words.dropFirst().first?.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        kind = words.first ?? ""
        port = ports.first.flatMap { decimalValue(of: $0.utf8, upTo: 65_535) }
        portCount = ports.count == 2 ? decimalValue(of: ports[1].utf8, upTo: 65_535) ?? 1 : 1
        proto = words.dropFirst(2).first ?? ""
        formats = Array(words.dropFirst(3))
        lines = []
        self.session = session
        unreadable = port == nil || formats.isEmpty ? line.value : nil
    }

    var isReadable: Bool { unreadable == nil }

    var line: SDPLine {
        if let unreadable { return SDPLine("m", unreadable) }
        let ports = String(port ?? 0) + (portCount == 1 ? "" : "/\(portCount)")
        return SDPLine("m", ([kind, ports, proto] + formats).joined(separator: " "))
    }
}

extension MediaDescription {
    package var isAudio: Bool { kind.equalsIgnoringCase("audio") }
    package var isRefused: Bool { port == 0 }
    package var isRTP: Bool { proto.asciiLowercased.contains("rtp/") }
    package var isPlainRTP: Bool { ["rtp/avp", "rtp/avpf"].contains(proto.asciiLowercased) }
    /// SRTP by the protocol's name: `RTP/SAVP`, `UDP/TLS/RTP/SAVPF`.
    package var isSecureProfile: Bool { proto.asciiLowercased.contains("/savp") }

    package var connection: SDPConnection? {
        (lines.first("c") ?? session.first("c")).flatMap { SDPConnection($0) }
    }

    package var direction: MediaDirection { lines.direction ?? session.direction ?? .sendrecv }

    /// Each once, in their order.
    package var payloadTypes: [Int] {
        var seen: Set<Int> = []
        let numbers = isRTP ? formats.compactMap { decimalValue(of: $0.utf8, upTo: 127) } : []
        return numbers.filter { seen.insert($0).inserted }
    }

    /// What the formats carry, in their order; those nobody explains are left out.
    ///
    /// `other` explains numbers that are used again without a map of their own.
    package func encodings(numberedLike other: MediaDescription? = nil) -> [RTPMap] {
        let maps = maps + (other?.maps ?? [])
        return payloadTypes.compactMap { type in
            maps.first { $0.payloadType == type } ?? RTPMap.registered(type)
        }
    }

    private var maps: [RTPMap] { lines.attributes("rtpmap").compactMap { RTPMap($0) } }

    /// The value of `a=fmtp` for the format.
    package func parameters(of format: String) -> String? {
        lines.attributes("fmtp").first { $0.hasPrefix("\(format) ") }.map { String($0.dropFirst(format.count + 1)) }
    }

    /// Milliseconds.
    package var packetTime: Int? { attribute("ptime").flatMap { decimalValue(of: $0.utf8, upTo: 10_000) } }

    package var cryptos: [CryptoAttribute] { lines.attributes("crypto").compactMap { CryptoAttribute($0) } }
    /// Hash and value of the certificate, for DTLS-SRTP (RFC 8122).
    package var fingerprint: String? { attribute("fingerprint") }
    /// `active`, `passive`, `actpass`, `holdconn` (RFC 4145).
    package var setup: String? { attribute("setup") }
    package var usesICE: Bool { attribute("ice-ufrag") != nil }

    /// RTCP goes to the port of RTP (RFC 5761).
    package var isRTCPMultiplexed: Bool { attribute("rtcp-mux") != nil }
    /// Where RTCP is wanted (RFC 3605), the next port if nothing is said.
    package var rtcpPort: Int? {
        if let told = attribute("rtcp")?.split(separator: " ").first {
            return decimalValue(of: told.utf8, upTo: 65_535)
        }
        guard let port, port != 0 else { return nil }
        return isRTCPMultiplexed ? port : min(port + 1, 65_535)
    }
    package var rtcpConnection: SDPConnection? {
        attribute("rtcp").flatMap { SDPConnection($0.drop { $0 != " " }) } ?? connection
    }

    private func attribute(_ name: String) -> String? {
        lines.attributes(name).first ?? session.attributes(name).first
    }
}
