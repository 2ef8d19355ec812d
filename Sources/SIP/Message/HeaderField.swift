/// One header field as it came, as ranges into the message's bytes.
package struct HeaderField: Hashable, Sendable {
    /// The row of the name, in whatever case or form it came; `nil` if the table has none.
    package let header: HeaderName?
    /// From the first byte of the name to the last of the value and its folds, without the line end.
    package let line: Range<Int>
    package let name: Range<Int>
    /// Without the white space around it; may contain folds.
    package let value: Range<Int>
    /// What is wrong with the line itself: no colon, no token as name, a CR alone.
    package let fault: Rule?

    init(parsing bytes: [UInt8], _ line: Range<Int>, hasBareCR: Bool) {
        self.line = line
        var scanner = Scanner(bytes: bytes, range: line, header: "")
        name = scanner.take { $0.isToken }
        while let byte = scanner.current, byte.isBlank { scanner.position += 1 }
        let hasColon = scanner.skip(UInt8(ascii: ":"))
        guard hasColon, !name.isEmpty else {
            header = nil
            value = line.upperBound..<line.upperBound
            fault = bytes[line].contains(UInt8(ascii: ":")) ? .badHeaderName : .missingColon
            return
        }
        header = HeaderName(matching: bytes, name)
        scanner.skipLWS()
        var end = line.upperBound
        while end > scanner.position, bytes[end - 1].isLWS { end -= 1 }
        value = scanner.position..<end
        fault = hasBareCR ? .bareCarriageReturn : nil
    }
}
