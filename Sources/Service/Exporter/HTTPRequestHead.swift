/// A request to the exporter (RFC 9112 3, 5). A body is not read: nothing here takes one.
package struct HTTPRequestHead: Sendable, Equatable {
    package var method: String
    package var path: String
    /// The parameters of the query, decoded, in their order.
    package var query: [Parameter] = []
    /// By their names in small letters; of one that is repeated, the first.
    package var headers: [String: String] = [:]

    package struct Parameter: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    /// - Returns: nil where it is not there, and where it is ambiguous.
    package func parameter(_ name: String) -> String? {
        let values = query.filter { $0.name == name }.map(\.value)
        return values.count == 1 ? values[0] : nil
    }
}

extension HTTPRequestHead {
    /// - Parameter bytes: up to the blank line, without it.
    /// - Throws: what the client is told.
    init(_ bytes: [UInt8]) throws(HTTPAnswer) {
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) else {
            throw .text(400, "the request has bytes that are no text")
        }
        // A reader of lines takes a bare LF too (RFC 9112 2.2).
        let lines = String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n").split(separator: "\n")
        let words = lines.first?.split(separator: " ", omittingEmptySubsequences: false) ?? []
        guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0", words[1].hasPrefix("/") else {
            throw .text(400, "this is no HTTP/1.1 request")
        }
        let parts = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        method = String(words[0])
        path = try Self.decoded(parts[0])
        for pair in parts.count == 2 ? parts[1].split(separator: "&") : [] {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // As forms write it: a blank is a plus (application/x-www-form-urlencoded).
            let value = sides.count == 2 ? sides[1].replacing("+", with: "%20") : ""
            query.append(Parameter(name: try Self.decoded(sides[0]), value: try Self.decoded(value[...])))
        }
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                throw .text(400, "a header line has no colon")
            }
            let name = line[..<colon].lowercased()
            if headers[name] == nil { headers[name] = line[line.index(after: colon)...].trimmingBlanks }
        }
    }

    private static func decoded(_ text: Substring) throws(HTTPAnswer) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) else {
                throw .text(400, "a % must be followed by two hexadecimal digits; write %25 for the sign itself")
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .text(400, "the query is no UTF-8") }
        return text
    }
}

extension Substring {
    fileprivate var trimmingBlanks: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        guard let last = lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(self[...last].drop(while: isBlank))
    }
}

/// Gathers the head of a request as it arrives.
package struct HTTPRequestReader: Sendable {
    package enum Reading: Sendable, Equatable {
        case more
        case whole(HTTPRequestHead)
        case wrong(HTTPAnswer)
    }

    static let maximumSize = 8 << 10
    private var bytes: [UInt8] = []

    package init() {}

    /// What comes after the blank line is not read.
    package mutating func receive(_ new: [UInt8]) -> Reading {
        // The blank line may begin in what was there before.
        let begin = max(0, bytes.count - 3)
        bytes += new.prefix(Self.maximumSize + 1 - min(bytes.count, Self.maximumSize + 1))
        guard let end = blankLine(from: begin) else {
            return bytes.count > Self.maximumSize ? .wrong(.text(431, "the head has over 8 KiB")) : .more
        }
        do throws(HTTPAnswer) {
            return .whole(try HTTPRequestHead(Array(bytes[..<end])))
        } catch {
            return .wrong(error)
        }
    }

    private func blankLine(from begin: Int) -> Int? {
        bytes.indices[begin...].first {
            bytes[$0...].starts(with: "\r\n\r\n".utf8) || bytes[$0...].starts(with: "\n\n".utf8)
        }
    }
}
