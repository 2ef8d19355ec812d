extension Validator {
    /// The grammar of every value that has a type, in the order of the fields.
    mutating func checkValues() {
        for field in message.fields {
            guard let header = field.header else { continue }
            for fault in faults(of: field, header) { report(fault, severity(of: fault, in: header)) }
        }
    }

    private func faults(of field: HeaderField, _ header: HeaderName) -> [ParseError] {
        switch header {
        case .via:
            message.parsed(field, as: Via.self).faults
        case .from, .to, .route, .recordRoute, .path, .serviceRoute:
            message.parsed(field, as: NameAddress.self).faults
        case .contact:
            contactFaults(field)
        case .cseq:
            message.parsed(field, as: CSeq.self).faults
        case .callID:
            message.parsed(field, as: CallID.self).faults
        case .maxForwards:
            countFaults(field, upTo: Limits.maxForwards)
        case .expires, .minExpires:
            countFaults(field, upTo: Limits.seconds)
        case .contentType:
            message.parsed(field, as: ContentType.self).faults
        case .date:
            message.parsed(field, as: DateValue.self).faults
        case .retryAfter:
            message.parsed(field, as: RetryAfter.self).faults
        case .warning:
            message.parsed(field, as: Warning.self).faults
        case .reason:
            message.parsed(field, as: Reason.self).faults
        case .wwwAuthenticate, .proxyAuthenticate:
            message.parsed(field, as: Challenge.self).faults
        case .authorization, .proxyAuthorization:
            message.parsed(field, as: Authorization.self).faults
        case .sessionExpires, .minSE:
            message.parsed(field, as: SessionExpires.self).faults
        case .rSeq:
            countFaults(field, upTo: Int(UInt32.max))
        case .rAck:
            message.parsed(field, as: RAck.self).faults
        default:
            []
        }
    }

    private func countFaults(_ field: HeaderField, upTo limit: Int) -> [ParseError] {
        let count = message.parsed(field, as: Count.self)
        guard let first = count.values.first, (first.number ?? Int.max) > limit else { return count.faults }
        return [ParseError(header: message.name(of: field), offset: field.value.lowerBound, rule: .numberTooLarge)]
    }

    private func contactFaults(_ field: HeaderField) -> [ParseError] {
        let contacts = message.parsed(field, as: Contact.self)
        let badExpiries = contacts.values.filter { $0.expires == nil }
            .compactMap { $0.address?.parameters.value("expires") }
        return contacts.faults
            + badExpiries.map { text in
                let rule: Rule = text.utf8.allSatisfy(\.isDigit) ? .numberTooLarge : .badNumber
                return ParseError(header: HeaderName.contact.name, offset: field.value.lowerBound, rule: rule)
            }
    }

    private func severity(of fault: ParseError, in header: HeaderName) -> Problem.Severity {
        switch header {
        case .date, .expires, .minExpires, .retryAfter, .warning, .reason, .wwwAuthenticate, .proxyAuthenticate,
            .authorization, .proxyAuthorization, .sessionExpires, .minSE, .rSeq, .rAck, .path, .serviceRoute:
            // A malformed value that nobody needs is ignored.
            return .tolerable
        case .cseq where fault.rule == .numberTooLarge:
            // From 2^31 it breaks 8.1.1.5, from 2^32 it cannot be kept.
            return message.cseq == nil ? .rejected : .tolerable
        case .maxForwards where fault.rule == .numberTooLarge:
            return .tolerable
        case .contact where [.numberTooLarge, .badNumber].contains(fault.rule):
            // An expiry nobody can read counts as absent (RFC 3261 10.2.1.1).
            return .tolerable
        default:
            return [.spaceInAddress, .badParameterValue].contains(fault.rule) ? .tolerable : .rejected
        }
    }
}
