/// Plain-text access to any header.
extension Message {
    /// The fields of the header in their order, compact forms included.
    package func fields(of header: HeaderName) -> [HeaderField] {
        fields.filter { $0.header == header }
    }

    package func firstField(of header: HeaderName) -> HeaderField? {
        fields.first { $0.header == header }
    }

    /// The values in their order, unfolded; those of a list header one by one.
    package func values(of header: HeaderName) -> [String] {
        fields.lazy.filter { $0.header == header }.flatMap { field in
            header.occurrence == .list ? commaSeparated(field.value).map(text) : [text(field.value)]
        }
    }

    /// The values of a header by any of its names, in any case; of one that is not in the table, a value a field.
    package func values(named name: String) -> [String] {
        if let header = HeaderName(name) { return values(of: header) }
        return fields.lazy.filter { $0.header == nil && self.text($0.name).equalsIgnoringCase(name) }
            .map { text($0.value) }
    }

    /// The first value.
    package func value(of header: HeaderName) -> String? {
        values(of: header).first
    }

    /// The canonical name, the name as written if the table has none, or the whole line if it has no name.
    package func name(of field: HeaderField) -> String {
        if let header = field.header { return header.name }
        let isName = field.fault != .missingColon && field.fault != .badHeaderName
        return text(isName ? field.name : field.line)
    }

    /// Cuts at the commas that stand outside quotes and angle brackets; empty elements are dropped.
    private func commaSeparated(_ range: Range<Int>) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        var scanner = Scanner(bytes: bytes, range: range, header: "")
        var isInBrackets = false
        scanner.skipLWS()
        var start = scanner.position

        func close(at end: Int) {
            var end = end
            while end > start, bytes[end - 1].isLWS { end -= 1 }
            if end > start { elements.append(start..<end) }
        }

        while let byte = scanner.current {
            if byte == UInt8(ascii: "\""), (try? scanner.quotedString()) != nil { continue }
            scanner.position += 1
            switch byte {
            case UInt8(ascii: "<"): isInBrackets = true
            case UInt8(ascii: ">"): isInBrackets = false
            case UInt8(ascii: ",") where !isInBrackets:
                close(at: scanner.position - 1)
                scanner.skipLWS()
                start = scanner.position
            default: break
            }
        }
        close(at: scanner.end)
        return elements
    }
}
