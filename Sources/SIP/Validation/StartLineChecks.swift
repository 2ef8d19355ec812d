extension Validator {
    mutating func checkStartLine() {
        let line = message.startLine
        if message.bytes[line.range].contains(.carriageReturn) {
            report(.bareCarriageReturn, at: line.range.lowerBound)
        }
        switch line.kind {
        case .request(let method, let uri):
            checkRequestURI(uri)
            checkSpaces([method, uri, line.version], end: line.range.upperBound)
        case .response(_, let digits, let reason):
            checkSpaces([line.version, digits], end: digits.upperBound)
            // The space after the code is required even before an empty phrase.
            if reason.lowerBound == digits.upperBound { report(.missingSpace, at: digits.upperBound, .tolerable) }
        }
    }

    private mutating func checkRequestURI(_ range: Range<Int>) {
        guard message.bytes[range.lowerBound] != UInt8(ascii: "<") else {
            report(.uriInBrackets, at: range.lowerBound)
            return
        }
        var scanner = Scanner(bytes: message.bytes, range: range, header: ParseError.startLine)
        do throws(ParseError) {
            let uri = try URI(from: &scanner)
            let question = message.bytes[range].lastIndex(of: UInt8(ascii: "?"))
            if let question, uri.sip?.headers.isEmpty == false { report(.uriWithHeaders, at: question, .tolerable) }
        } catch {
            report(error)
        }
        for fault in scanner.faults { report(fault) }
    }

    private mutating func checkSpaces(_ parts: [Range<Int>], end: Int) {
        for (part, next) in zip(parts, parts.dropFirst()) where next.lowerBound > part.upperBound + 1 {
            report(.extraSpace, at: part.upperBound + 1, .tolerable)
        }
        if let last = parts.last, last.upperBound < end { report(.extraSpace, at: last.upperBound, .tolerable) }
    }
}
