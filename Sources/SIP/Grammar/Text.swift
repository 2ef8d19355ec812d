/// The bytes as text, every fold made one space (RFC 3261 7.3.1). Invalid UTF-8 becomes U+FFFD.
func unfoldedText(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    guard bytes[range].contains(.lineFeed) else { return String(decoding: bytes[range], as: UTF8.self) }
    var unfolded: [UInt8] = []
    unfolded.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
        guard bytes[position] == .lineFeed else {
            unfolded.append(bytes[position])
            position += 1
            continue
        }
        while let last = unfolded.last, last.isLWS { unfolded.removeLast() }
        while position < range.upperBound, bytes[position].isLWS { position += 1 }
        unfolded.append(.space)
    }
    return String(decoding: unfolded, as: UTF8.self)
}

/// The content of a quoted string, escapes resolved; any other text as it is.
func unquoted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else { return text }
    var content: [UInt8] = []
    var isEscaped = false
    for byte in bytes[1..<(bytes.count - 1)] {
        if !isEscaped, byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else {
            content.append(byte)
            isEscaped = false
        }
    }
    return String(decoding: content, as: UTF8.self)
}

/// The text as a quoted string.
func quoted(_ text: String) -> String {
    var result = "\""
    for character in text.unicodeScalars {
        if character == "\"" || character == "\\" { result.unicodeScalars.append("\\") }
        result.unicodeScalars.append(character)
    }
    return result + "\""
}
