/// The lines of a response's head and of the chunked coding (RFC 9112 §4–7).
enum HTTPHead {
    /// `HTTP/1.1 200 OK`; the reason may be empty.
    static func statusLine(_ line: [UInt8], offset: Int) throws(HTTPFault) -> HTTPResponse {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].count == 8, parts[0].starts(with: "HTTP/1.".utf8), parts[1].count == 3,
            let status = number(parts[1], radix: 10), status >= 100
        else { throw .wrong(offset: offset, .statusLine) }
        return HTTPResponse(status: status, reason: parts.count == 3 ? text(parts[2]) : "")
    }

    /// `Name: value`; a line that begins with a blank continues the one before (RFC 9112 §5.2).
    static func addHeader(_ line: [UInt8], offset: Int, to headers: inout [HTTPResponse.Header]) throws(HTTPFault) {
        if line.first == UInt8(ascii: " ") || line.first == UInt8(ascii: "\t") {
            guard !headers.isEmpty else { throw .wrong(offset: offset, .headerLine) }
            headers[headers.count - 1].value += " " + text(trimmed(line[...]))
            return
        }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
            !line[..<colon].contains(where: { $0 <= 0x20 || $0 >= 0x7f })
        else { throw .wrong(offset: offset, .headerLine) }
        headers.append(.init(name: text(line[..<colon]), value: text(trimmed(line[(colon + 1)...]))))
    }

    /// Whether the body is chunked; another coding cannot be read.
    static func isChunked(_ response: HTTPResponse, offset: Int) throws(HTTPFault) -> Bool {
        let codings = response.headers("Transfer-Encoding")
        guard !codings.isEmpty else { return false }
        guard codings.count == 1, codings[0].lowercased() == "chunked" else {
            throw .wrong(offset: offset, .transferCoding)
        }
        return true
    }

    /// The length; nil where none is given. The same number repeated counts once.
    static func contentLength(_ response: HTTPResponse, offset: Int) throws(HTTPFault) -> Int? {
        let values = Set(
            response.headers("Content-Length").flatMap {
                $0.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            }
            .map { Array(trimmed(Array($0)[...])) })
        guard let value = values.first else { return nil }
        guard values.count == 1, let length = number(value[...], radix: 10) else {
            throw .wrong(offset: offset, .contentLength)
        }
        return length
    }

    /// `1a3;extension` (RFC 9112 §7.1).
    static func chunkSize(_ line: [UInt8], offset: Int) throws(HTTPFault) -> Int {
        let digits = trimmed(line.prefix { $0 != UInt8(ascii: ";") })
        guard let size = number(digits, radix: 16) else { throw .wrong(offset: offset, .chunkSize) }
        return size
    }

    /// Digits only: no sign, no blanks, no overflow.
    private static func number(_ digits: ArraySlice<UInt8>, radix: Int) -> Int? {
        guard digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else { return nil }
        return Int(text(digits), radix: radix)
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return [] }
        return bytes[...last].drop(while: isBlank)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
