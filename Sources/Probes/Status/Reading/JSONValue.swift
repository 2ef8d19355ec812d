import FoundationEssentials

/// Any JSON, for shapes that are known only in part.
enum JSONValue: Sendable, Decodable {
    case null
    case flag(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Nil where the bytes are no JSON, or nest deeper than 64 levels, which no status page does.
    init?(_ bytes: [UInt8]) {
        guard Self.depth(of: bytes) <= 64, let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
        else {
            return nil
        }
        self = value
    }

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: AnyKey.self) {
            var values: [String: JSONValue] = [:]
            for key in object.allKeys { values[key.stringValue] = try object.decode(JSONValue.self, forKey: key) }
            self = .object(values)
        } else if var array = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !array.isAtEnd { values.append(try array.decode(JSONValue.self)) }
            self = .array(values)
        } else {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let string = try? value.decode(String.self) {
                self = .string(string)
            } else if let flag = try? value.decode(Bool.self) {
                self = .flag(flag)
            } else {
                self = .number(try value.decode(Double.self))
            }
        }
    }

    /// The value under a key; nil where there is none or this is no object.
    subscript(key: String) -> JSONValue? {
        guard case .object(let values) = self else { return nil }
        return values[key]
    }

    var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    var number: Double? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    var flag: Bool? {
        guard case .flag(let value) = self else { return nil }
        return value
    }

    /// The elements; none where this is no array.
    var elements: [JSONValue] {
        guard case .array(let values) = self else { return [] }
        return values
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The deepest nesting of brackets outside strings: decoding recurses once a level.
    private static func depth(of bytes: [UInt8]) -> Int {
        var (depth, deepest, inString, isEscaped) = (0, 0, false, false)
        for byte in bytes {
            if inString {
                inString = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else if byte == UInt8(ascii: "\"") {
                inString = true
            } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                depth += 1
                deepest = max(deepest, depth)
            } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
            }
        }
        return deepest
    }
}
