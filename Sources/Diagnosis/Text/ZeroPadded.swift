/// The number in at least so many digits, zeros in front.
func zeroPadded(_ value: some BinaryInteger, digits: Int, radix: Int = 10, uppercase: Bool = false) -> String {
    let text = String(value, radix: radix, uppercase: uppercase)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
