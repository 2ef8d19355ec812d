extension Message {
    /// The checks a good element makes before it processes a message (RFC 3261 8.2, 8.1.3, 16.3; RFC 4475).
    ///
    /// Empty for a right message. What depends on the element's abilities (methods, schemes, extensions) is not
    /// looked at. Of a message in another version than 2.0 only that is told.
    package func validate() -> [Problem] {
        var validator = Validator(message: self)
        guard version.equalsIgnoringCase("SIP/2.0") else {
            validator.report(.unsupportedVersion, at: startLine.version.lowerBound, code: 505)
            return validator.problems
        }
        validator.checkStartLine()
        validator.checkLines()
        validator.checkPresence()
        validator.checkValues()
        validator.checkRelations()
        return validator.problems
    }
}

/// Collects problems; the checks are in extensions.
struct Validator {
    let message: Message
    private(set) var problems: [Problem] = []

    init(message: Message) {
        self.message = message
    }

    mutating func report(_ fault: ParseError, _ severity: Problem.Severity = .rejected, code: Int = 400) {
        problems.append(
            Problem(fault: fault, severity: severity, responseCode: message.isRequest ? code : nil))
    }

    mutating func report(
        _ rule: Rule, in header: String = ParseError.startLine, at offset: Int,
        _ severity: Problem.Severity = .rejected, code: Int = 400
    ) {
        report(ParseError(header: header, offset: offset, rule: rule), severity, code: code)
    }
}
