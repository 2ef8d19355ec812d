/// Reads one response out of chunks of bytes, cut anywhere (RFC 9112 §2–7). Interim 1xx responses are skipped; bytes after
/// the end are ignored, since the connection serves one request.
package struct HTTPResponseParser: Sendable {
    /// How far the reading has come.
    package enum Progress: Hashable, Sendable {
        case reading
        case done(HTTPResponse)
        case failed(HTTPFault)
    }

    /// What is read at most, in bytes.
    package struct Limits: Hashable, Sendable {
        /// Status line and headers, those of interim responses and trailers included.
        package var head = 64 * 1024
        package var body = 2 * 1024 * 1024

        package init() {}
    }

    private enum Phase {
        case statusLine
        case headers
        case fixed(remaining: Int)
        case untilClose
        case chunkSize
        case chunk(remaining: Int)
        case chunkEnd
        case trailers
    }

    package private(set) var progress = Progress.reading
    private let limits: Limits
    private var phase = Phase.statusLine
    private var response = HTTPResponse(status: 0, reason: "")
    private var line: [UInt8] = []
    /// Where `line` began, in all that was received.
    private var lineOffset = 0
    private var received = 0
    private var headBytes = 0

    package init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Takes the next bytes.
    package mutating func feed(_ bytes: [UInt8]) {
        var rest = bytes[...]
        do throws(HTTPFault) {
            while case .reading = progress, !rest.isEmpty {
                let before = rest.count
                try step(&rest)
                received += before - rest.count
            }
        } catch {
            progress = .failed(error)
        }
    }

    /// The server closed the connection.
    package mutating func finish() {
        guard case .reading = progress else { return }
        switch phase {
        case .untilClose: progress = .done(response)
        case .statusLine, .headers: progress = .failed(.incomplete(.head))
        default: progress = .failed(.incomplete(.body))
        }
    }

    private mutating func step(_ rest: inout ArraySlice<UInt8>) throws(HTTPFault) {
        switch phase {
        case .fixed(let remaining):
            let left = try takeBody(&rest, remaining)
            phase = .fixed(remaining: left)
            if left == 0 { progress = .done(response) }
        case .chunk(let remaining):
            let left = try takeBody(&rest, remaining)
            phase = left == 0 ? .chunkEnd : .chunk(remaining: left)
        case .untilClose:
            _ = try takeBody(&rest, .max)
        case .statusLine, .headers, .chunkSize, .chunkEnd, .trailers:
            if let text = try takeLine(&rest) { try read(text) }
        }
    }

    /// Moves at most `remaining` bytes into the body; what then remains.
    private mutating func takeBody(_ rest: inout ArraySlice<UInt8>, _ remaining: Int) throws(HTTPFault) -> Int {
        let piece = rest.prefix(remaining)
        guard response.body.count + piece.count <= limits.body else { throw .tooLarge(.body) }
        response.body += piece
        rest = rest.dropFirst(piece.count)
        return remaining - piece.count
    }

    /// Moves bytes up to a line feed; the line without its end, or nil where the end is still to come.
    private mutating func takeLine(_ rest: inout ArraySlice<UInt8>) throws(HTTPFault) -> [UInt8]? {
        if line.isEmpty { lineOffset = received }
        let piece = rest.prefix { $0 != UInt8(ascii: "\n") }
        let isWhole = piece.endIndex < rest.endIndex
        line += piece
        rest = rest.dropFirst(piece.count + (isWhole ? 1 : 0))
        try checkLine(isWhole: isWhole, added: piece.count + (isWhole ? 1 : 0))
        guard isWhole else { return nil }
        defer { line = [] }
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    /// Bounds a line while it grows, and knows a foreign protocol before its first line ends.
    private mutating func checkLine(isWhole: Bool, added: Int) throws(HTTPFault) {
        switch phase {
        case .chunkSize, .chunkEnd:
            guard line.count <= 1024 else { throw .wrong(offset: lineOffset, .chunkSize) }
        default:
            if case .statusLine = phase, !line.starts(with: "HTTP/1.".utf8.prefix(line.count)) {
                throw .wrong(offset: lineOffset, .statusLine)
            }
            headBytes += added
            guard headBytes <= limits.head else { throw .tooLarge(.head) }
        }
    }

    private mutating func read(_ text: [UInt8]) throws(HTTPFault) {
        switch phase {
        case .statusLine:
            response = try HTTPHead.statusLine(text, offset: lineOffset)
            phase = .headers
        case .headers where text.isEmpty:
            try beginBody()
        case .headers:
            try HTTPHead.addHeader(text, offset: lineOffset, to: &response.headers)
        case .chunkSize:
            let size = try HTTPHead.chunkSize(text, offset: lineOffset)
            guard size <= limits.body - response.body.count else { throw .tooLarge(.body) }
            phase = size == 0 ? .trailers : .chunk(remaining: size)
        case .chunkEnd:
            guard text.isEmpty else { throw .wrong(offset: lineOffset, .chunkEnd) }
            phase = .chunkSize
        case .trailers where text.isEmpty:
            progress = .done(response)
        default:
            break
        }
    }

    /// How the body's length is told (RFC 9112 §6.3).
    private mutating func beginBody() throws(HTTPFault) {
        if 100..<200 ~= response.status && response.status != 101 {
            phase = .statusLine
        } else if [101, 204, 304].contains(response.status) {
            progress = .done(response)
        } else if try HTTPHead.isChunked(response, offset: lineOffset) {
            phase = .chunkSize
        } else if let length = try HTTPHead.contentLength(response, offset: lineOffset) {
            guard length <= limits.body else { throw .tooLarge(.body) }
            phase = .fixed(remaining: length)
            if length == 0 { progress = .done(response) }
        } else {
            phase = .untilClose
        }
    }
}
