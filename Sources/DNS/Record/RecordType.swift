/// A record type's number (IANA "Resource Record (RR) TYPEs"); an unknown one stays a value.
package struct RecordType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let a = RecordType(rawValue: 1)
    package static let ns = RecordType(rawValue: 2)
    package static let cname = RecordType(rawValue: 5)
    package static let soa = RecordType(rawValue: 6)
    package static let ptr = RecordType(rawValue: 12)
    package static let txt = RecordType(rawValue: 16)
    package static let aaaa = RecordType(rawValue: 28)
    package static let srv = RecordType(rawValue: 33)
    package static let naptr = RecordType(rawValue: 35)

    /// The type has a case of `RecordData`.
    var isKnown: Bool { Self.names[self] != nil }

    private static let names: [RecordType: String] = [
        .a: "A", .ns: "NS", .cname: "CNAME", .soa: "SOA", .ptr: "PTR", .txt: "TXT", .aaaa: "AAAA", .srv: "SRV",
        .naptr: "NAPTR",
    ]
}

extension RecordType: CustomStringConvertible {
    /// The mnemonic, or `TYPE123` (RFC 3597).
    package var description: String { Self.names[self] ?? "TYPE\(rawValue)" }
}
