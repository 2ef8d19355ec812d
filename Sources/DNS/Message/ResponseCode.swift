/// A response code with its extended bits (IANA "DNS RCODEs"); an unknown one stays a value.
package struct ResponseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let noError = ResponseCode(rawValue: 0)
    package static let formatError = ResponseCode(rawValue: 1)
    package static let serverFailure = ResponseCode(rawValue: 2)
    package static let nameError = ResponseCode(rawValue: 3)
    package static let notImplemented = ResponseCode(rawValue: 4)
    package static let refused = ResponseCode(rawValue: 5)
    /// The server does not know this EDNS version; needs the extended bits.
    package static let badVersion = ResponseCode(rawValue: 16)

    private static let names: [ResponseCode: String] = [
        .noError: "NOERROR", .formatError: "FORMERR", .serverFailure: "SERVFAIL", .nameError: "NXDOMAIN",
        .notImplemented: "NOTIMP", .refused: "REFUSED", .badVersion: "BADVERS",
        ResponseCode(rawValue: 6): "YXDOMAIN", ResponseCode(rawValue: 7): "YXRRSET",
        ResponseCode(rawValue: 8): "NXRRSET", ResponseCode(rawValue: 9): "NOTAUTH",
        ResponseCode(rawValue: 10): "NOTZONE", ResponseCode(rawValue: 23): "BADCOOKIE",
    ]
}

extension ResponseCode: CustomStringConvertible {
    /// The mnemonic, or `RCODE123`.
    package var description: String { Self.names[self] ?? "RCODE\(rawValue)" }
}
