/// A session description (RFC 8866) as a list of lines: those nobody knows are kept, and printed as they came.
package struct SessionDescription: Hashable, Sendable {
    /// Those before the first `m=`.
    package var lines: [SDPLine]
    package var media: [MediaDescription]
    /// What was wrong with the text it was read from; a hundred at most.
    package private(set) var faults: [SDPFault] = []

    package init(lines: [SDPLine], media: [MediaDescription]) {
        self.lines = lines
        self.media = media
    }

    package var origin: SDPOrigin? { lines.first("o").flatMap { SDPOrigin($0) } }
    package var name: String? { lines.first("s") }
    package var connection: SDPConnection? { lines.first("c").flatMap { SDPConnection($0) } }
    /// The first that is audio.
    package var audio: MediaDescription? { media.first { $0.isAudio } }
}

extension SessionDescription: CustomStringConvertible {
    /// Every line with its CRLF.
    package var description: String {
        (lines + media.flatMap { [$0.line] + $0.lines }).map { "\($0)\r\n" }.joined()
    }

    package var body: Body { Body(.sdp, Array(description.utf8)) }
}

extension SessionDescription {
    private static let faultLimit = 100

    /// Reads what follows the rules, and notes what does not; `nil` when the text does not even begin as SDP does.
    ///
    /// A line may end with LF alone (RFC 8866 9).
    package init?(_ text: some BidirectionalCollection<UInt8>) {
        guard text.starts(with: "v=".utf8) else { return nil }
        self.init(lines: [], media: [])
        var number = 0
        for bytes in text.split(separator: .lineFeed, maxSplits: Limits.sdpLines, omittingEmptySubsequences: false) {
            number += 1
            let bytes = bytes.last == .carriageReturn ? bytes.dropLast() : bytes
            if number > Limits.sdpLines, !bytes.isEmpty { note(.tooManyLines, at: number) }
            guard number <= Limits.sdpLines, !bytes.isEmpty else { continue }
            guard let line = SDPLine(bytes) else {
                note(.noLine, at: number)
                continue
            }
            if let rule = line.brokenRule { note(rule, at: number) }
            add(line)
        }
        notePresence()
    }

    private mutating func add(_ line: SDPLine) {
        if line.type == "m" {
            media.append(MediaDescription(line, session: lines))
        } else if media.isEmpty {
            lines.append(line)
        } else {
            media[media.count - 1].lines.append(line)
        }
    }

    private mutating func notePresence() {
        let required: [(Character, SDPFault.Rule)] = [
            ("o", .missingOrigin), ("s", .missingName), ("t", .missingTime),
        ]
        for (type, rule) in required where lines.first(type) == nil { note(rule, at: nil) }
        let isPlaced = lines.first("c") != nil || media.allSatisfy { $0.port == 0 || $0.lines.first("c") != nil }
        if !isPlaced { note(.missingConnection, at: nil) }
    }

    private mutating func note(_ rule: SDPFault.Rule, at line: Int?) {
        guard faults.count < Self.faultLimit else { return }
        faults.append(SDPFault(line: line, rule: rule))
    }
}

extension SDPLine {
    fileprivate init?(_ bytes: some BidirectionalCollection<UInt8>) {
        guard let type = bytes.first, type.isAlpha, bytes.dropFirst().first == UInt8(ascii: "=") else { return nil }
        self.init(Character(Unicode.Scalar(type)), String(decoding: bytes.dropFirst(2), as: UTF8.self))
    }

    fileprivate var brokenRule: SDPFault.Rule? {
        switch type {
        case "v": value == "0" ? nil : .badVersion
        case "o": SDPOrigin(value) == nil ? .badOrigin : nil
        case "c": SDPConnection(value) == nil ? .badConnection : nil
        case "t": isTime ? nil : .badTime
        case "m": MediaDescription(self, session: []).isReadable ? nil : .badMedia
        case "a": brokenAttributeRule
        default: nil
        }
    }

    private var isTime: Bool {
        let words = value.split(separator: " ")
        return words.count == 2 && words.allSatisfy { $0.utf8.allSatisfy(\.isDigit) }
    }

    private var brokenAttributeRule: SDPFault.Rule? {
        guard let attribute else { return nil }
        switch attribute.name {
        case "rtpmap": return RTPMap(String(attribute.value)) == nil ? .badFormat : nil
        case "crypto": return CryptoAttribute(String(attribute.value)) == nil ? .badCrypto : nil
        default: return nil
        }
    }
}
