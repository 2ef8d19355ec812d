/// The media type of a body (RFC 3261 20.15).
package struct ContentType: Hashable, Sendable {
    /// As written.
    package var type: String
    package var subtype: String
    package var parameters: [Parameter]

    package init(_ type: String, _ subtype: String, parameters: [Parameter] = []) {
        self.type = type
        self.subtype = subtype
        self.parameters = parameters
    }

    package static let sdp = ContentType("application", "sdp")

    /// Whether it is this type, in any case, whatever the parameters.
    package func isSameType(as other: ContentType) -> Bool {
        type.equalsIgnoringCase(other.type) && subtype.equalsIgnoringCase(other.subtype)
    }
}

extension ContentType: HeaderValue {
    init(from scanner: inout Scanner) throws(ParseError) {
        type = scanner.text(try scanner.token())
        guard scanner.skipSeparator(UInt8(ascii: "/")) else {
            throw scanner.error(scanner.isAtEnd ? .missingValue : .unexpected)
        }
        subtype = scanner.text(try scanner.token())
        parameters = try scanner.parameters()
    }
}

extension ContentType: CustomStringConvertible {
    package var description: String { "\(type)/\(subtype)" + parameters.suffix }
}
