import CLDNS

/// An IPv4 or IPv6 address as the octets of an A or AAAA record.
package struct DNSAddress: Hashable, Sendable {
    /// The two address families, in the words of the record types A and AAAA.
    package enum Family: Sendable, Hashable {
        case ipv4
        case ipv6

        /// The record that holds an address of this family.
        package var recordType: RecordType { self == .ipv4 ? .a : .aaaa }
    }

    /// 4 octets for IPv4, 16 for IPv6, network order.
    package let bytes: [UInt8]

    package var family: Family { bytes.count == 4 ? .ipv4 : .ipv6 }

    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Reads `192.0.2.1` or `2001:db8::1`: no brackets, no scope, no port, no shortened IPv4.
    package init?(_ text: String) {
        guard text.utf8.count <= 45, !text.utf8.contains(0), let data = AddressData(parsing: text) else { return nil }
        self.init(bytes: data.bytes)
    }
}

extension DNSAddress: CustomStringConvertible {
    package var description: String { AddressData(bytes: bytes)?.text ?? "" }
}

/// Owner of an A or AAAA rdata object of ldns.
private struct AddressData: ~Copyable {
    private let pointer: UnsafeMutablePointer<ldns_rdf>

    init?(parsing text: String) {
        var parsed: UnsafeMutablePointer<ldns_rdf>?
        let status =
            text.utf8.contains(UInt8(ascii: ":")) ? ldns_str2rdf_aaaa(&parsed, text) : ldns_str2rdf_a(&parsed, text)
        guard status == LDNS_STATUS_OK, let parsed else { return nil }
        pointer = parsed
    }

    init?(bytes: [UInt8]) {
        let type = bytes.count == 4 ? LDNS_RDF_TYPE_A : LDNS_RDF_TYPE_AAAA
        guard let data = ldns_rdf_new_frm_data(type, bytes.count, bytes) else { return nil }
        pointer = data
    }

    deinit { ldns_rdf_deep_free(pointer) }

    var bytes: [UInt8] {
        Array(UnsafeRawBufferPointer(start: ldns_rdf_data(pointer), count: ldns_rdf_size(pointer)))
    }

    var text: String? {
        guard let text = ldns_rdf2str(pointer) else { return nil }
        defer { free(text) }
        return String(cString: text)
    }
}
