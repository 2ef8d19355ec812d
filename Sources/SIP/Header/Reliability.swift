/// Which reliable provisional response a PRACK acknowledges (RFC 3262 7.2).
package struct RAck: Hashable, Sendable, CustomStringConvertible {
    /// The RSeq of the response.
    package var number: UInt32
    /// The CSeq of the response.
    package var cseq: CSeq

    package init(_ number: UInt32, _ cseq: CSeq) {
        self.number = number
        self.cseq = cseq
    }

    package var description: String { "\(number) \(cseq)" }
}

extension RAck: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        let start = scanner.position
        guard let number = try scanner.decimal(upTo: Int(UInt32.max)) else {
            throw scanner.error(.numberTooLarge, at: start)
        }
        scanner.skipLWS()
        self.init(UInt32(number), try CSeq(from: &scanner))
    }
}

extension Message {
    package var rAck: RAck? { first(.rAck) }

    /// `nil` when missing, malformed or above 32 bits.
    package var rSeq: UInt32? {
        first(.rSeq, as: Count.self)?.number.flatMap { UInt32(exactly: $0) }
    }

    /// The number of a provisional response that wants a PRACK (RFC 3262 4).
    package var reliableNumber: UInt32? {
        guard let code = statusCode, (101..<200).contains(code), demands("100rel") else { return nil }
        return rSeq
    }

    /// Whether Require names the extension.
    package func demands(_ optionTag: String) -> Bool {
        values(of: .require).contains { $0.equalsIgnoringCase(optionTag) }
    }
}
