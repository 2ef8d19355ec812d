/// A name and a record type to ask for, in class IN.
package struct DNSQuestion: Hashable, Sendable, CustomStringConvertible {
    package let name: DomainName
    package let type: RecordType

    package init(_ name: DomainName, _ type: RecordType) {
        self.name = name
        self.type = type
    }

    package var description: String { "\(type) \(name)" }
}
