/// `%` escapes of URIs (RFC 3261 19.1.2).
enum Escaping {
    /// Resolves every escape once: what comes out is never resolved again.
    static func decode(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if let value = escape(in: bytes, at: position) {
                decoded.append(value)
                position += 3
            } else {
                decoded.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Escapes everything but the unreserved characters and those of `allowed`.
    static func encode(_ text: String, allowed: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let unreserved = Array("-_.!~*'()".utf8)
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            if byte.isAlphanumeric || unreserved.contains(byte) || allowed.utf8.contains(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func escape(in bytes: [UInt8], at position: Int) -> UInt8? {
        guard bytes[position] == UInt8(ascii: "%"), position + 2 < bytes.count,
            let high = bytes[position + 1].hexValue, let low = bytes[position + 2].hexValue
        else { return nil }
        return high << 4 | low
    }
}

extension Scanner {
    /// Checks that a part of a URI has no white space, no delimiter of the header around it, and whole escapes.
    func checkURIText(_ range: Range<Int>) throws(ParseError) {
        for position in range {
            switch bytes[position] {
            case let byte where byte.isLWS:
                throw error(.spaceInURI, at: position)
            case let byte where byte.isControl:
                throw error(.unexpected, at: position)
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
                throw error(.unexpected, at: position)
            case UInt8(ascii: "%"):
                guard position + 2 < range.upperBound, bytes[position + 1].hexValue != nil,
                    bytes[position + 2].hexValue != nil
                else { throw error(.badEscape, at: position) }
            default:
                break
            }
        }
    }
}
