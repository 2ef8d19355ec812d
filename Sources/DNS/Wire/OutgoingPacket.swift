import CLDNS

/// Owner of a packet that ldns is to write.
struct OutgoingPacket: ~Copyable {
    private let pointer: UnsafeMutablePointer<ldns_pkt>

    init() throws(DNSCodecError) {
        guard let packet = ldns_pkt_new() else { throw .noMemory }
        pointer = packet
    }

    deinit { ldns_pkt_free(pointer) }

    func fill(from message: DNSMessage) throws(DNSCodecError) {
        setHeader(message)
        if let question = message.question {
            let record = try ResourceRecord()
            try record.fill(owner: question.name, type: question.type, recordClass: 1)
            record.markAsQuestion()
            try append(record, to: LDNS_SECTION_QUESTION)
        }
        try append(message.answer, to: LDNS_SECTION_ANSWER)
        try append(message.authority, to: LDNS_SECTION_AUTHORITY)
        try append(message.additional, to: LDNS_SECTION_ADDITIONAL)
        if let edns = message.edns { try setEDNS(edns, rcode: message.rcode) }
    }

    func bytes() throws(DNSCodecError) -> [UInt8] {
        var wire: UnsafeMutablePointer<UInt8>?
        var size = 0
        let status = ldns_pkt2wire(&wire, pointer, &size)
        guard status == LDNS_STATUS_OK else { throw DNSCodecError(status) }
        defer { free(wire) }
        return Array(UnsafeRawBufferPointer(start: wire, count: size))
    }

    private func setHeader(_ message: DNSMessage) {
        ldns_pkt_set_id(pointer, message.id)
        ldns_pkt_set_opcode(pointer, ldns_pkt_opcode(UInt32(message.opcode & 15)))
        ldns_pkt_set_rcode(pointer, UInt8(message.rcode.rawValue & 15))
        ldns_pkt_set_qr(pointer, message.flags.contains(.response))
        ldns_pkt_set_aa(pointer, message.flags.contains(.authoritative))
        ldns_pkt_set_tc(pointer, message.flags.contains(.truncated))
        ldns_pkt_set_rd(pointer, message.flags.contains(.recursionDesired))
        ldns_pkt_set_ra(pointer, message.flags.contains(.recursionAvailable))
        ldns_pkt_set_ad(pointer, message.flags.contains(.authenticData))
        ldns_pkt_set_cd(pointer, message.flags.contains(.checkingDisabled))
    }

    private func setEDNS(_ edns: EDNS, rcode: ResponseCode) throws(DNSCodecError) {
        ldns_pkt_set_edns_udp_size(pointer, edns.payloadSize)
        ldns_pkt_set_edns_version(pointer, edns.version)
        ldns_pkt_set_edns_do(pointer, edns.dnssecOK)
        ldns_pkt_set_edns_extended_rcode(pointer, UInt8(truncatingIfNeeded: rcode.rawValue >> 4))
        guard !edns.extendedErrors.isEmpty else { return }
        var options: [UInt8] = []
        for error in edns.extendedErrors {
            let text = Array(error.text.utf8.prefix(1024))
            options +=
                bigEndian(UInt16(LDNS_EDNS_EDE.rawValue)) + bigEndian(UInt16(text.count + 2)) + bigEndian(error.code)
                + text
        }
        // Plain octets: ldns 1.8.3's option list would need one C object more for each option.
        guard let data = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_UNKNOWN, options.count, options) else { throw .noMemory }
        ldns_pkt_set_edns_data(pointer, data)
    }

    private func append(_ records: [DNSRecord], to section: ldns_pkt_section) throws(DNSCodecError) {
        for record in records {
            let copy = try ResourceRecord()
            try copy.fill(from: record)
            try append(copy, to: section)
        }
    }

    private func append(_ record: consuming ResourceRecord, to section: ldns_pkt_section) throws(DNSCodecError) {
        guard ldns_pkt_push_rr(pointer, section, record.pointer) else { throw .noMemory }
        record.release()
    }
}

/// Owner of one record until a packet takes it.
private struct ResourceRecord: ~Copyable {
    let pointer: UnsafeMutablePointer<ldns_rr>

    init() throws(DNSCodecError) {
        guard let record = ldns_rr_new() else { throw .noMemory }
        pointer = record
    }

    deinit { ldns_rr_free(pointer) }

    consuming func release() { discard self }

    func markAsQuestion() { ldns_rr_set_question(pointer, true) }

    func fill(from record: DNSRecord) throws(DNSCodecError) {
        try fill(owner: record.owner, type: record.type, recordClass: record.recordClass)
        ldns_rr_set_ttl(pointer, record.ttl)
        for field in record.data.fields {
            let type = field.isName ? LDNS_RDF_TYPE_DNAME : LDNS_RDF_TYPE_UNKNOWN
            guard let data = ldns_rdf_new_frm_data(type, field.bytes.count, field.bytes) else { throw .noMemory }
            guard ldns_rr_push_rdf(pointer, data) else {
                ldns_rdf_deep_free(data)
                throw .noMemory
            }
        }
    }

    func fill(owner: DomainName, type: RecordType, recordClass: UInt16) throws(DNSCodecError) {
        guard let name = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, owner.wire.count, owner.wire) else {
            throw .noMemory
        }
        ldns_rr_set_owner(pointer, name)
        ldns_rr_set_type(pointer, ldns_rr_type(UInt32(type.rawValue)))
        ldns_rr_set_class(pointer, ldns_rr_class(UInt32(recordClass)))
    }
}
