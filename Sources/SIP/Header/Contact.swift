/// One value of Contact (RFC 3261 20.10).
package enum Contact: Hashable, Sendable {
    /// `*`, which removes every binding.
    case wildcard
    case address(NameAddress)

    package var address: NameAddress? {
        guard case .address(let address) = self else { return nil }
        return address
    }

    package var uri: URI? { address?.uri }

    /// Seconds; `nil` when absent or not a number of 32 bits.
    package var expires: Int? {
        address?.parameters.value("expires").flatMap { decimalValue(of: $0.utf8, upTo: Limits.seconds) }
    }

    /// The preference, 0 to 1000 for `q` from 0 to 1; `nil` when absent or malformed.
    package var qThousandths: Int? {
        guard let text = address?.parameters.value("q") else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = decimalValue(of: first, upTo: 1) else { return nil }
        let digits = parts.count == 2 ? Array(parts[1]) : []
        guard digits.count <= 3 else { return nil }
        let padded = digits + [UInt8](repeating: UInt8(ascii: "0"), count: 3 - digits.count)
        guard let fraction = decimalValue(of: padded, upTo: 999) else { return nil }
        let value = whole * 1000 + fraction
        return value <= 1000 ? value : nil
    }
}

extension Contact: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        let mark = scanner.position
        scanner.skipLWS()
        if scanner.skip(UInt8(ascii: "*")) {
            var rest = scanner
            rest.skipLWS()
            if rest.isAtEnd || rest.current == UInt8(ascii: ",") {
                self = .wildcard
                return
            }
        }
        scanner.position = mark
        self = .address(try NameAddress(from: &scanner))
    }
}

extension Contact: CustomStringConvertible {
    package var description: String { address?.description ?? "*" }
}
