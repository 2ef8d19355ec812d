extension Validator {
    /// What one part of the message says about another.
    mutating func checkRelations() {
        checkCSeqMethod()
        checkTags()
        checkBranch()
        checkLength()
        checkEnd()
    }

    private mutating func checkCSeqMethod() {
        guard let method = message.method, let cseq = message.cseq, cseq.method != method,
            let field = message.firstField(of: .cseq)
        else { return }
        // A method that nobody knows is not implemented, whatever else is wrong (RFC 4475 3.1.2.18).
        report(
            .methodMismatch, in: HeaderName.cseq.name, at: field.value.lowerBound,
            code: Method.registered.contains(method) ? 400 : 501)
    }

    /// Tags came with RFC 3261; a peer of RFC 2543 has none.
    private mutating func checkTags() {
        if let from = message.from, let field = message.firstField(of: .from), (from.tag ?? "").isEmpty {
            report(.missingTag, in: HeaderName.from.name, at: field.value.upperBound, .tolerable)
        }
        guard let code = message.statusCode, code != 100 else { return }
        if let to = message.to, let field = message.firstField(of: .to), (to.tag ?? "").isEmpty {
            report(.missingTag, in: HeaderName.to.name, at: field.value.upperBound, .tolerable)
        }
    }

    private mutating func checkBranch() {
        guard message.topVia?.branch == Via.magicCookie, let field = message.firstField(of: .via) else { return }
        report(.emptyBranch, in: HeaderName.via.name, at: field.value.lowerBound, .tolerable)
    }

    private mutating func checkLength() {
        let head = Head(startLine: message.startLine, fields: message.fields, end: message.body.lowerBound)
        switch head.contentLength(in: message.bytes) {
        case .absent:
            break
        case .wrong(let fault):
            report(fault)
        case .declared(let length):
            guard length > message.body.count, let field = message.firstField(of: .contentLength) else { return }
            report(.lengthBeyondEnd, in: HeaderName.contentLength.name, at: field.value.lowerBound)
        }
    }

    /// The blank line, which a datagram may lack.
    private mutating func checkEnd() {
        let bytes = message.bytes
        let end = message.body.lowerBound
        let isTerminated =
            bytes[..<end].suffix(2).elementsEqual([.lineFeed, .lineFeed])
            || bytes[..<end].suffix(3).elementsEqual([.lineFeed, .carriageReturn, .lineFeed])
        if !isTerminated { report(.missingBlankLine, in: ParseError.wholeMessage, at: end) }
    }
}
