/// The fields of a record's data as ldns hands them out and takes them: octets, and whether they are a name.
extension RecordData {
    /// Data from the wire; anything but the expected fields of the expected sizes becomes `other`.
    init(type: RecordType, fields: [[UInt8]]) {
        self = Self.known(type, fields) ?? .other(type, fields.flatMap(\.self))
    }

    private static func known(_ type: RecordType, _ fields: [[UInt8]]) -> RecordData? {
        switch type {
        case .a, .aaaa:
            guard fields.count == 1, let address = DNSAddress(bytes: fields[0]), address.family.recordType == type
            else {
                return nil
            }
            return .address(address)
        case .cname: return soleName(fields).map(RecordData.cname)
        case .ns: return soleName(fields).map(RecordData.ns)
        case .ptr: return soleName(fields).map(RecordData.ptr)
        case .txt:
            let strings = fields.compactMap(characterString)
            return strings.count == fields.count && !strings.isEmpty ? .txt(strings) : nil
        case .srv: return srv(fields)
        case .naptr: return naptr(fields)
        case .soa: return soa(fields)
        default: return nil
        }
    }

    private static func srv(_ fields: [[UInt8]]) -> RecordData? {
        guard fields.count == 4, let priority = uint16(fields[0]), let weight = uint16(fields[1]),
            let port = uint16(fields[2]), let target = DomainName(wire: fields[3])
        else { return nil }
        return .srv(SRV(priority: priority, weight: weight, port: port, target: target))
    }

    private static func naptr(_ fields: [[UInt8]]) -> RecordData? {
        guard fields.count == 6, let order = uint16(fields[0]), let preference = uint16(fields[1]),
            let flags = characterString(fields[2]), let services = characterString(fields[3]),
            let regexp = characterString(fields[4]), let replacement = DomainName(wire: fields[5])
        else { return nil }
        return .naptr(
            NAPTR(
                order: order, preference: preference, flags: flags, services: services, regexp: regexp,
                replacement: replacement))
    }

    private static func soa(_ fields: [[UInt8]]) -> RecordData? {
        guard fields.count == 7, let primary = DomainName(wire: fields[0]), let mailbox = DomainName(wire: fields[1])
        else { return nil }
        let numbers = fields[2...].compactMap(uint32)
        guard numbers.count == 5 else { return nil }
        return .soa(
            SOA(
                primary: primary, mailbox: mailbox, serial: numbers[0], refresh: numbers[1], retry: numbers[2],
                expire: numbers[3], minimum: numbers[4]))
    }

    private static func soleName(_ fields: [[UInt8]]) -> DomainName? {
        fields.count == 1 ? DomainName(wire: fields[0]) : nil
    }
}

extension RecordData {
    /// One field to write.
    struct Field {
        let bytes: [UInt8]
        var isName = false
    }

    var fields: [Field] {
        switch self {
        case .address(let address): [Field(bytes: address.bytes)]
        case .cname(let name), .ns(let name), .ptr(let name): [Self.field(name)]
        case .txt(let strings): strings.map(Self.field)
        case .srv(let srv):
            [
                Field(bytes: bigEndian(srv.priority) + bigEndian(srv.weight) + bigEndian(srv.port)),
                Self.field(srv.target),
            ]
        case .naptr(let naptr):
            [
                Field(bytes: bigEndian(naptr.order) + bigEndian(naptr.preference)), Self.field(naptr.flags),
                Self.field(naptr.services), Self.field(naptr.regexp), Self.field(naptr.replacement),
            ]
        case .soa(let soa):
            [Self.field(soa.primary), Self.field(soa.mailbox)]
                + [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum].map { Field(bytes: bigEndian($0)) }
        case .other(_, let bytes): [Field(bytes: bytes)]
        }
    }

    private static func field(_ name: DomainName) -> Field { Field(bytes: name.wire, isName: true) }

    private static func field(_ string: CharacterString) -> Field {
        Field(bytes: [UInt8(string.bytes.count)] + string.bytes)
    }
}

func bigEndian(_ value: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
}

private func uint16(_ bytes: [UInt8]) -> UInt16? {
    bytes.count == 2 ? UInt16(bytes[0]) << 8 | UInt16(bytes[1]) : nil
}

private func uint32(_ bytes: [UInt8]) -> UInt32? {
    bytes.count == 4 ? bytes.reduce(0) { $0 << 8 | UInt32($1) } : nil
}

/// The octets behind the length octet; `ldns_rdf2str` would quote and escape them.
private func characterString(_ bytes: [UInt8]) -> CharacterString? {
    guard let length = bytes.first, Int(length) == bytes.count - 1 else { return nil }
    return CharacterString(bytes.dropFirst())
}
