/// Number and method of a request (RFC 3261 20.16).
package struct CSeq: Hashable, Sendable, CustomStringConvertible {
    /// RFC 3261 8.1.1.5 wants it below 2^31.
    package var number: UInt32
    package var method: Method

    package init(_ number: UInt32, _ method: Method) {
        self.number = number
        self.method = method
    }

    package var description: String { "\(number) \(method)" }
}

extension CSeq: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        let start = scanner.position
        guard let number = try scanner.decimal(upTo: Int(UInt32.max)) else {
            throw scanner.error(.numberTooLarge, at: start)
        }
        if number > Int(Int32.max) { scanner.note(.numberTooLarge, at: start) }
        guard let byte = scanner.current, byte.isLWS else {
            throw scanner.error(scanner.isAtEnd ? .missingValue : .badNumber)
        }
        scanner.skipLWS()
        self.init(UInt32(number), Method(scanner.text(try scanner.token(.badMethod))))
    }
}
