/// Why a text is not JSON, and where.
package struct JSONProblem: Error, Equatable {
    package var message: String
    /// Both from 1; the column counts bytes.
    package var line: Int
    package var column: Int

    package init(message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }
}

extension JSON {
    /// The most that is read: 64 MiB.
    package static let maximumBytes = 64 << 20
    static let maximumDepth = 128

    /// Reads one document. Refuses what other readers would understand differently: keys used twice, numbers too large,
    /// half surrogate pairs, bytes that are no UTF-8.
    package static func parse(_ bytes: [UInt8]) throws(JSONProblem) -> JSON {
        guard bytes.count <= maximumBytes else {
            throw JSONProblem(message: "larger than \(maximumBytes >> 20) MiB", line: 1, column: 1)
        }
        var parser = JSONParser(bytes: bytes)
        return try parser.document()
    }
}

private struct JSONParser {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONProblem) -> JSON {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw problem("something follows the end of the document") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSON {
        guard depth <= JSON.maximumDepth else { throw problem("nested deeper than \(JSON.maximumDepth) levels") }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return try number()
        case nil: throw problem("the document ends too early")
        default: throw problem("a value is expected")
        }
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSON {
        position += 1
        var members: [JSON.Member] = []
        var keys: Set<String> = []
        if takes("}") { return .object([]) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw problem("a key in quotes is expected") }
            let start = position
            let key = try string()
            guard keys.insert(key).inserted else { throw problem("a key is used twice", at: start) }
            guard takes(":") else { throw problem("':' is expected") }
            members.append(JSON.Member(key, try value(depth: depth + 1)))
        } while takes(",")
        guard takes("}") else { throw problem("',' or '}' is expected") }
        return .object(members)
    }

    private mutating func list(depth: Int) throws(JSONProblem) -> JSON {
        position += 1
        var values: [JSON] = []
        if takes("]") { return .list([]) }
        repeat {
            values.append(try value(depth: depth + 1))
        } while takes(",")
        guard takes("]") else { throw problem("',' or ']' is expected") }
        return .list(values)
    }

    private mutating func string() throws(JSONProblem) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while let byte = peek {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: text, as: UTF8.self) else {
                    throw problem("the text is not UTF-8", at: start)
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw problem("a control character in a text", at: position - 1)
            default: text.append(byte)
            }
        }
        throw problem("the text that begins here has no end", at: start)
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONProblem) {
        let start = position - 1
        guard let byte = peek else { return }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var units = [try hexUnit()]
            if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: [0x5C, 0x75]) {
                position += 2
                units.append(try hexUnit())
            }
            guard let character = String(validating: units, as: UTF16.self) else {
                throw problem("half a surrogate pair", at: start)
            }
            text += character.utf8
        default: throw problem("an unknown escape", at: start)
        }
    }

    private mutating func hexUnit() throws(JSONProblem) -> UInt16 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem("four hexadecimal digits are expected") }
        position += 4
        return unit
    }

    private mutating func number() throws(JSONProblem) -> JSON {
        let start = position
        _ = takesByte(UInt8(ascii: "-"))
        if !takesByte(UInt8(ascii: "0")) { try digits() }
        if takesByte(UInt8(ascii: ".")) { try digits() }
        if takesByte(UInt8(ascii: "e")) || takesByte(UInt8(ascii: "E")) {
            if !takesByte(UInt8(ascii: "+")) { _ = takesByte(UInt8(ascii: "-")) }
            try digits()
        }
        guard position - start <= 400, let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)),
            value.isFinite
        else { throw problem("the number is too large", at: start) }
        return .number(value)
    }

    private mutating func digits() throws(JSONProblem) {
        let start = position
        while let byte = peek, isDigit(byte) { position += 1 }
        guard position > start else { throw problem("a digit is expected") }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONProblem) -> JSON {
        guard bytes[position...].starts(with: Array("\(word)".utf8)) else { throw problem("a value is expected") }
        position += word.utf8CodeUnitCount
        return value
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func takesByte(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func takes(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        return takesByte(UInt8(ascii: mark))
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func problem(_ message: String, at offset: Int? = nil) -> JSONProblem {
        let before = bytes[..<min(offset ?? position, bytes.count)]
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return JSONProblem(
            message: message, line: before.count { $0 == 0x0A } + 1, column: before.endIndex - lineStart + 1)
    }
}
