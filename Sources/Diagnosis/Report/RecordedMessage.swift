/// One message as it was on the wire, secrets already masked by whoever recorded it.
package struct RecordedMessage: Sendable, Hashable {
    package enum Direction: String, Sendable, CaseIterable {
        case sent, received
    }

    package enum Content: Sendable, Hashable {
        case text(String)
        /// What is no UTF-8.
        case bytes([UInt8])
    }

    /// Milliseconds from the start of the command.
    package var atMs: Int
    package var direction: Direction
    package var transport: String
    /// `address:port`, both.
    package var local: String
    package var remote: String
    package var startLine: String
    package var content: Content
    /// Received, and no answer to a request of ours: shown, and never believed.
    package var stray: Bool

    package init(
        atMs: Int, direction: Direction, transport: String, local: String, remote: String, startLine: String,
        content: Content, stray: Bool = false
    ) {
        self.atMs = atMs
        self.direction = direction
        self.transport = transport
        self.local = local
        self.remote = remote
        self.startLine = startLine
        self.content = content
        self.stray = stray
    }

    /// The message out of its bytes: text where they are UTF-8; the start line is its first line.
    package init(
        atMs: Int, direction: Direction, transport: String, local: String, remote: String, bytes: [UInt8],
        stray: Bool = false
    ) {
        let firstLine = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        self.init(
            atMs: atMs, direction: direction, transport: transport, local: local, remote: remote,
            startLine: SafeText.decode(firstLine),
            content: String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .bytes(bytes), stray: stray)
    }
}

extension RecordedMessage {
    var json: JSON {
        var text: JSON?
        var base64: JSON?
        switch content {
        case .text(let content): text = .text(content)
        case .bytes(let bytes): base64 = .text(Base64.encode(bytes))
        }
        return .object([
            "at_ms": .number(atMs),
            "direction": .text(direction.rawValue),
            "transport": .text(transport),
            "local": .text(local),
            "remote": .text(remote),
            "stray": stray ? .flag(true) : nil,
            "start_line": .text(startLine),
            "text": text,
            "bytes": base64,
        ])
    }

    init(_ place: JSONPlace) throws(ReportProblem) {
        self.init(
            atMs: try place.member("at_ms").whole(),
            direction: try place.member("direction").word(Direction.self),
            transport: try place.member("transport").text(),
            local: try place.member("local").text(),
            remote: try place.member("remote").text(),
            startLine: try place.member("start_line").text(),
            content: try Self.content(of: place),
            stray: try place.optional("stray")?.flag() ?? false)
    }

    private static func content(of place: JSONPlace) throws(ReportProblem) -> Content {
        guard let base64 = try place.optional("bytes") else { return .text(try place.member("text").text()) }
        guard let bytes = Base64.decode(try base64.text()) else { throw base64.expected("Base64") }
        return .bytes(bytes)
    }
}
