/// A DNS message as values (RFC 1035 section 4.1), the OPT record already taken out of `additional`.
package struct DNSMessage: Hashable, Sendable {
    package var id: UInt16
    package var flags: Flags
    /// 0 is QUERY.
    package var opcode: UInt8 = 0
    package var rcode: ResponseCode = .noError
    /// `nil` when the message holds none, as some error replies do.
    package var question: DNSQuestion?
    package var answer: [DNSRecord] = []
    package var authority: [DNSRecord] = []
    package var additional: [DNSRecord] = []
    package var edns: EDNS?

    package init(id: UInt16, flags: Flags = [], question: DNSQuestion?) {
        self.id = id
        self.flags = flags
        self.question = question
    }

    /// The bits of the header that are no number.
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// QR: this is a response.
        package static let response = Flags(rawValue: 1)
        /// AA: the responding server is an authority for the name.
        package static let authoritative = Flags(rawValue: 2)
        /// TC: the message was cut to fit.
        package static let truncated = Flags(rawValue: 4)
        /// RD: the client wants recursion.
        package static let recursionDesired = Flags(rawValue: 8)
        /// RA: the server offers recursion.
        package static let recursionAvailable = Flags(rawValue: 16)
        /// AD: the server validated the answer (RFC 4035).
        package static let authenticData = Flags(rawValue: 32)
        /// CD: the client wants no validation (RFC 4035).
        package static let checkingDisabled = Flags(rawValue: 64)
    }
}

/// The extension mechanism's OPT record (RFC 6891).
package struct EDNS: Hashable, Sendable {
    package var version: UInt8 = 0
    /// The largest UDP payload its sender can receive, in octets.
    package var payloadSize: UInt16
    /// DO: DNSSEC records wanted.
    package var dnssecOK: Bool
    package var extendedErrors: [ExtendedError]

    /// 1232 octets pass every path unfragmented (DNS Flag Day 2020).
    package init(payloadSize: UInt16 = 1232, dnssecOK: Bool = false, extendedErrors: [ExtendedError] = []) {
        self.payloadSize = payloadSize
        self.dnssecOK = dnssecOK
        self.extendedErrors = extendedErrors
    }
}

extension DNSMessage {
    /// How to ask.
    package struct QueryOptions: Hashable, Sendable {
        package var recursionDesired = true
        package var checkingDisabled = false
        /// `nil` asks in the plain DNS of RFC 1035.
        package var edns: EDNS? = EDNS()

        package init() {}
    }

    /// A query for one question.
    package static func query(_ question: DNSQuestion, id: UInt16, options: QueryOptions = .init()) -> DNSMessage {
        var message = DNSMessage(id: id, question: question)
        if options.recursionDesired { message.flags.insert(.recursionDesired) }
        if options.checkingDisabled { message.flags.insert(.checkingDisabled) }
        message.edns = options.edns
        return message
    }

    /// An empty response to this query: same id, question, opcode and RD; EDNS if the query had it.
    package func response(_ rcode: ResponseCode = .noError) -> DNSMessage {
        var message = DNSMessage(id: id, flags: .response, question: question)
        message.flags.formUnion(flags.intersection([.recursionDesired, .checkingDisabled]))
        message.opcode = opcode
        message.rcode = rcode
        message.edns = edns.map { EDNS(dnssecOK: $0.dnssecOK) }
        return message
    }
}
