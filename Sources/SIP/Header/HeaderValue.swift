/// A header value with a type of its own.
protocol HeaderValue {
    /// Reads one value; in a list header, up to the comma.
    init(from scanner: inout Scanner) throws(ParseError)
}

/// What was read of a header, and what was wrong with it.
struct Parsed<Value> {
    var values: [Value] = []
    var faults: [ParseError] = []
}

extension Message {
    /// Reads every value of the header. After an error the rest of its field is lost, the other fields are not.
    func parsed<Value: HeaderValue>(_ header: HeaderName, as type: Value.Type = Value.self) -> Parsed<Value> {
        var result = Parsed<Value>()
        for field in fields where field.header == header {
            let one = parsed(field, as: type)
            result.values += one.values
            result.faults += one.faults
        }
        return result
    }

    func parsed<Value: HeaderValue>(_ field: HeaderField, as type: Value.Type = Value.self) -> Parsed<Value> {
        var result = Parsed<Value>()
        var scanner = Scanner(bytes: bytes, range: field.value, header: name(of: field))
        do throws(ParseError) {
            repeat {
                result.values.append(try Value(from: &scanner))
            } while field.header?.occurrence == .list && scanner.skipSeparator(UInt8(ascii: ","))
            try scanner.expectEnd()
        } catch {
            result.faults.append(error)
        }
        result.faults = scanner.faults + result.faults
        return result
    }

    /// The first value of the header's first field, though a fault may follow it there.
    func first<Value: HeaderValue>(_ header: HeaderName, as type: Value.Type = Value.self) -> Value? {
        guard let field = firstField(of: header) else { return nil }
        var scanner = Scanner(bytes: bytes, range: field.value, header: header.name)
        return try? Value(from: &scanner)
    }
}
