/// Refuses what is not plain UTF-8 text before libyaml sees it, because libyaml tells no line for these.
enum CharacterCheck {
    static func problem(in bytes: [UInt8], maximumSize: Int) -> YAMLProblem? {
        if bytes.count > maximumSize {
            return YAMLProblem(
                .limit, at: YAMLMark(line: 1, column: 1),
                "the file has \(bytes.count) bytes; at most \(maximumSize >> 20) MiB is read")
        }
        var mark = YAMLMark(line: 1, column: 1)
        var previous: Unicode.Scalar = " "
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while true {
            switch decoder.decode(&iterator) {
            case .emptyInput:
                return nil
            case .error:
                return YAMLProblem(.limit, at: mark, "this is not UTF-8 text")
            case .scalarValue(let scalar):
                guard isAllowed(scalar) else {
                    let code = String(scalar.value, radix: 16, uppercase: true)
                    return YAMLProblem(.limit, at: mark, "the character U+\(code) is not allowed in a text file")
                }
                if isLineBreak(scalar) {
                    if !(previous == "\r" && scalar == "\n") { mark.line += 1 }
                    mark.column = 1
                } else {
                    mark.column += 1
                }
                previous = scalar
            }
        }
    }

    /// YAML 1.1, 5.1: the printable characters.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
            true
        default:
            false
        }
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
