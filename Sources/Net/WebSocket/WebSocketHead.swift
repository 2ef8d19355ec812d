/// The head of an HTTP message, as far as the opening handshake needs it (RFC 9112 §2).
struct WebSocketHead: Sendable {
    let startLine: String
    private let fields: [(name: String, value: String)]

    static let maximumLength = 16 * 1024

    /// Nil while the empty line has not come; what follows it is left over.
    init?(_ bytes: [UInt8], rest: inout [UInt8]) {
        guard let end = Self.end(of: bytes) else { return nil }
        let lines = bytes[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
        startLine = lines.first ?? ""
        fields = lines.dropFirst().map { line in
            let name = line.prefix { $0 != ":" }
            return (name.lowercased(), Self.trimmed(line[name.endIndex...].dropFirst()))
        }
        rest = Array(bytes[end...])
    }

    /// The value of a field; of several, all of them behind commas.
    func value(_ name: String) -> String? {
        let values = fields.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ",")
    }

    /// Whether a list holds the word, in any case of letters.
    func lists(_ word: String, in name: String) -> Bool {
        (value(name) ?? "").split(separator: ",").contains { Self.trimmed($0).lowercased() == word }
    }

    /// Behind the empty line.
    private static func end(of bytes: [UInt8]) -> Int? {
        var lineLength = 0
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                if lineLength == 0 { return index + 1 }
                lineLength = 0
            } else if byte != UInt8(ascii: "\r") {
                lineLength += 1
            }
        }
        return nil
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
