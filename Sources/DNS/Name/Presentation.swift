/// One octet in DNS presentation form (RFC 1035 section 5.1): itself when printable ASCII, else `\DDD`.
func presentation(of octet: UInt8) -> String {
    switch octet {
    case UInt8(ascii: "\\"): return "\\\\"
    case 0x21...0x7E: return String(UnicodeScalar(octet))
    default:
        let digits = String(octet)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
