import CLDNS

/// Owner of a packet that ldns has read.
struct ReceivedPacket: ~Copyable {
    private let pointer: UnsafeMutablePointer<ldns_pkt>

    init(_ bytes: [UInt8]) throws(DNSCodecError) {
        guard bytes.count >= 12 else { throw .tooShort }
        var packet: UnsafeMutablePointer<ldns_pkt>?
        let status = ldns_wire2pkt(&packet, bytes, bytes.count)
        guard status == LDNS_STATUS_OK else { throw DNSCodecError(status) }
        guard let packet else { throw .noMemory }
        pointer = packet
    }

    deinit { ldns_pkt_free(pointer) }

    func message() throws(DNSCodecError) -> DNSMessage {
        guard ldns_pkt_qdcount(pointer) <= 1 else { throw .severalQuestions }
        var message = DNSMessage(id: ldns_pkt_id(pointer), flags: flags(), question: question())
        message.opcode = UInt8(truncatingIfNeeded: ldns_pkt_get_opcode(pointer).rawValue)
        message.rcode = ResponseCode(
            rawValue: UInt16(ldns_pkt_edns_extended_rcode(pointer)) << 4
                | UInt16(truncatingIfNeeded: ldns_pkt_get_rcode(pointer).rawValue))
        message.answer = records(ldns_pkt_answer(pointer))
        message.authority = records(ldns_pkt_authority(pointer))
        message.additional = records(ldns_pkt_additional(pointer))
        message.edns = edns()
        return message
    }

    private func flags() -> DNSMessage.Flags {
        var flags: DNSMessage.Flags = []
        if ldns_pkt_qr(pointer) { flags.insert(.response) }
        if ldns_pkt_aa(pointer) { flags.insert(.authoritative) }
        if ldns_pkt_tc(pointer) { flags.insert(.truncated) }
        if ldns_pkt_rd(pointer) { flags.insert(.recursionDesired) }
        if ldns_pkt_ra(pointer) { flags.insert(.recursionAvailable) }
        if ldns_pkt_ad(pointer) { flags.insert(.authenticData) }
        if ldns_pkt_cd(pointer) { flags.insert(.checkingDisabled) }
        return flags
    }

    /// Class IN only: a question in another class is not one that we asked.
    private func question() -> DNSQuestion? {
        guard let list = ldns_pkt_question(pointer), let record = ldns_rr_list_rr(list, 0),
            ldns_rr_get_class(record) == LDNS_RR_CLASS_IN, let name = name(ldns_rr_owner(record))
        else { return nil }
        return DNSQuestion(name, RecordType(rawValue: UInt16(truncatingIfNeeded: ldns_rr_get_type(record).rawValue)))
    }

    private func records(_ list: UnsafeMutablePointer<ldns_rr_list>?) -> [DNSRecord] {
        guard let list else { return [] }
        return (0..<ldns_rr_list_rr_count(list)).compactMap { index in
            guard let record = ldns_rr_list_rr(list, index), let owner = name(ldns_rr_owner(record)) else { return nil }
            let fields = (0..<ldns_rr_rd_count(record)).map { octets(ldns_rr_rdf(record, $0)) }
            let type = RecordType(rawValue: UInt16(truncatingIfNeeded: ldns_rr_get_type(record).rawValue))
            return DNSRecord(
                owner, ttl: ldns_rr_ttl(record),
                recordClass: UInt16(truncatingIfNeeded: ldns_rr_get_class(record).rawValue),
                RecordData(type: type, fields: fields))
        }
    }

    private func edns() -> EDNS? {
        guard ldns_pkt_edns(pointer) else { return nil }
        var edns = EDNS(payloadSize: ldns_pkt_edns_udp_size(pointer), dnssecOK: ldns_pkt_edns_do(pointer))
        edns.version = ldns_pkt_edns_version(pointer)
        guard let list = ldns_pkt_edns_get_option_list(pointer) else { return edns }
        for index in 0..<ldns_edns_option_list_get_count(list) {
            guard let option = ldns_edns_option_list_get_option(list, index),
                ldns_edns_get_code(option) == LDNS_EDNS_EDE
            else { continue }
            let data = Array(
                UnsafeRawBufferPointer(start: ldns_edns_get_data(option), count: ldns_edns_get_size(option)))
            guard data.count >= 2 else { continue }
            edns.extendedErrors.append(
                ExtendedError(
                    code: UInt16(data[0]) << 8 | UInt16(data[1]), text: String(decoding: data[2...], as: UTF8.self)))
        }
        return edns
    }

    private func name(_ data: UnsafeMutablePointer<ldns_rdf>?) -> DomainName? {
        DomainName(wire: octets(data))
    }

    private func octets(_ data: UnsafeMutablePointer<ldns_rdf>?) -> [UInt8] {
        guard let data else { return [] }
        return Array(UnsafeRawBufferPointer(start: ldns_rdf_data(data), count: ldns_rdf_size(data)))
    }
}

extension DNSCodecError {
    init(_ status: ldns_status) {
        let text = ldns_get_errorstr_by_id(status).map { String(cString: $0) } ?? ""
        self = .ldns(code: status.rawValue, text: text)
    }
}
