extension Validator {
    /// Faults of the lines themselves.
    mutating func checkLines() {
        for field in message.fields {
            if let fault = field.fault { report(fault, in: message.name(of: field), at: field.line.lowerBound) }
        }
    }

    /// What must be there, and what must not be there twice (RFC 3261 8.1.1, 7.3.1).
    mutating func checkPresence() {
        for header in [HeaderName.via, .from, .to, .callID, .cseq] where message.firstField(of: header) == nil {
            reportMissing(header, .rejected)
        }
        if message.isRequest, message.firstField(of: .maxForwards) == nil { reportMissing(.maxForwards, .tolerable) }
        if message.framing == .stream, message.firstField(of: .contentLength) == nil {
            reportMissing(.contentLength, .tolerable)
        }
        if !message.body.isEmpty, message.firstField(of: .contentType) == nil {
            reportMissing(.contentType, .tolerable)
        }
        if needsContact, message.firstField(of: .contact) == nil { reportMissing(.contact, .tolerable) }
        checkRepetitions()
    }

    /// An INVITE and the answer that accepts it; without a Contact the ACK or BYE has nowhere to go.
    private var needsContact: Bool {
        if message.method == .invite { return true }
        guard let code = message.statusCode, (200..<300).contains(code) else { return false }
        return message.cseq?.method == .invite
    }

    private mutating func reportMissing(_ header: HeaderName, _ severity: Problem.Severity) {
        report(.missingHeader, in: header.name, at: message.body.lowerBound, severity)
    }

    private mutating func checkRepetitions() {
        let decisive: Set<HeaderName> = [.from, .to, .callID, .cseq, .maxForwards, .contentType]
        var seen: Set<HeaderName> = []
        for field in message.fields {
            guard let header = field.header, header.occurrence == .once, !seen.insert(header).inserted else { continue }
            report(
                .repeatedHeader, in: header.name, at: field.line.lowerBound,
                decisive.contains(header) ? .rejected : .tolerable)
        }
    }
}
