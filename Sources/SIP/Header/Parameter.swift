/// A parameter of a header value or a URI, as written.
package struct Parameter: Hashable, Sendable, CustomStringConvertible {
    package var name: String
    /// With quotes or escapes, if it has them; `nil` without `=`.
    package var value: String?

    /// `value` is written as it is: quote or escape it first if it needs that.
    package init(_ name: String, _ value: String? = nil) {
        self.name = name
        self.value = value
    }

    /// The value without its quotes.
    package var unquotedValue: String? { value.map(unquoted) }

    package var description: String {
        guard let value else { return name }
        return "\(name)=\(value)"
    }
}

extension [Parameter] {
    /// The first parameter of that name, in any case.
    package func first(named name: String) -> Parameter? {
        first { $0.name.equalsIgnoringCase(name) }
    }

    /// The unquoted value of the first parameter of that name; empty if it has none.
    package func value(_ name: String) -> String? {
        first(named: name).map { $0.unquotedValue ?? "" }
    }

    /// `;name=value` for each.
    var suffix: String { map { ";\($0)" }.joined() }
}

/// A parameter and where it stands, name to value.
struct LocatedParameter {
    let parameter: Parameter
    let range: Range<Int>
}

extension Scanner {
    mutating func parameters() throws(ParseError) -> [Parameter] {
        try locatedParameters().map(\.parameter)
    }

    /// `*( SEMI generic-param )`. Empty parameters are noted and skipped.
    mutating func locatedParameters() throws(ParseError) -> [LocatedParameter] {
        var parameters: [LocatedParameter] = []
        while skipSeparator(UInt8(ascii: ";")) {
            guard let byte = current, byte != UInt8(ascii: ";"), byte != UInt8(ascii: ",") else {
                note(.emptyParameter)
                continue
            }
            let name = try token()
            var value: String?
            var end = position
            if skipSeparator(UInt8(ascii: "=")) {
                let range = try parameterValue()
                value = text(range)
                end = range.upperBound
            }
            parameters.append(
                LocatedParameter(parameter: Parameter(text(name), value), range: name.lowerBound..<end))
        }
        return parameters
    }

    /// `token / host / quoted-string`; other characters that end nothing are noted and kept.
    private mutating func parameterValue() throws(ParseError) -> Range<Int> {
        if current == UInt8(ascii: "\"") { return try quotedString() }
        let range = take { !$0.isLWS && !";,<>\"".utf8.contains($0) }
        if let bad = bytes[range].firstIndex(where: { !$0.isToken && !"[]:".utf8.contains($0) }) {
            note(.badParameterValue, at: bad)
        }
        if range.isEmpty { note(.emptyParameter, at: range.lowerBound) }
        return range
    }
}
