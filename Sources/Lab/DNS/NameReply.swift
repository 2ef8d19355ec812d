import DNS

/// What a lab's name server replies to one query.
struct NameReply {
    private let plan: NameServer.Plan

    init(_ plan: NameServer.Plan) {
        self.plan = plan
    }

    /// Nil for silence, and for what is no query.
    func bytes(to query: [UInt8], overTCP: Bool) -> [UInt8]? {
        guard let query = try? DNSCodec.decode(query), !query.flags.contains(.response),
            let question = query.question, let reply = reply(to: query, question, overTCP: overTCP),
            let bytes = try? DNSCodec.encode(reply)
        else { return nil }
        let room = overTCP ? 65_535 : Int(max(512, query.edns?.payloadSize ?? 512))
        return bytes.count <= room ? bytes : try? DNSCodec.encode(reply.truncated)
    }

    private func reply(to query: DNSMessage, _ question: DNSQuestion, overTCP: Bool) -> DNSMessage? {
        let right = answer(to: query, question)
        switch plan.behavior {
        case .closed, .silent: return nil
        case .answers, .late: return right
        case .fails(let code, let error): return failure(query, code, error)
        case .bogus(let error):
            return query.flags.contains(.checkingDisabled) ? right : failure(query, .serverFailure, error)
        case .truncates, .cuts: return overTCP ? right : right.truncated
        case .ignores(let types): return types.contains(question.type) ? nil : right
        case .denies(let types): return types.contains(question.type) ? failure(query, .noError, nil) : right
        case .ignoresEDNS: return query.edns == nil ? right : nil
        case .forges:
            var forged = right
            forged.id = query.id ^ 0x5555
            return forged
        }
    }

    private func answer(to query: DNSMessage, _ question: DNSQuestion) -> DNSMessage {
        let answer = plan.zone.answer(to: question)
        var message = query.response(answer.rcode)
        message.flags.insert(plan.isAuthority ? .authoritative : .recursionAvailable)
        message.answer = answer.records
        message.authority = answer.authority
        return message
    }

    private func failure(_ query: DNSMessage, _ code: ResponseCode, _ error: ExtendedError?) -> DNSMessage {
        var message = query.response(code)
        if !plan.isAuthority { message.flags.insert(.recursionAvailable) }
        if let error { message.edns?.extendedErrors = [error] }
        return message
    }
}

extension DNSMessage {
    /// Without its records, and saying so.
    fileprivate var truncated: DNSMessage {
        var message = self
        message.flags.insert(.truncated)
        message.answer = []
        message.authority = []
        message.additional = []
        return message
    }
}
