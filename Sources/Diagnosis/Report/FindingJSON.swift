extension Finding {
    var json: JSON {
        .object([
            "id": .text(id),
            "test": .text(test),
            "parameters": parameters.isEmpty ? nil : .sorted(parameters.mapValues { .text($0) }),
            "as": alias.map { .text($0) },
            "outcome": .text(outcome),
            "status": .text(status.rawValue),
            "title": .text(title),
            "facts": .sorted(facts.compactMapValues(\.json)),
            "started_ms": .number(startedMs),
            "duration_ms": .number(durationMs),
        ])
    }

    init(_ place: JSONPlace) throws(ReportProblem) {
        var parameters: [String: String] = [:]
        for (name, value) in try place.optional("parameters")?.members() ?? [] { parameters[name] = try value.text() }
        var facts: [String: Value] = [:]
        for (name, value) in try place.member("facts").members() { facts[name] = try Value(value) }
        self.init(
            id: try place.member("id").text(),
            test: try place.member("test").text(),
            parameters: parameters,
            alias: try place.optional("as")?.text(),
            outcome: try place.member("outcome").text(),
            status: try place.member("status").word(Status.self),
            title: try place.member("title").text(),
            facts: facts,
            startedMs: try place.member("started_ms").whole(),
            durationMs: try place.member("duration_ms").whole())
    }
}

extension Value {
    /// Nil for a number that JSON cannot say (NaN, infinity): not measured.
    fileprivate var json: JSON? {
        switch self {
        case .text(let text): .text(text)
        case .number(let number): number.isFinite ? .number(number) : nil
        case .flag(let flag): .flag(flag)
        case .list(let values): .texts(values)
        }
    }

    fileprivate init(_ place: JSONPlace) throws(ReportProblem) {
        switch place.value {
        case .text(let text): self = .text(text)
        case .number(let number): self = .number(number)
        case .flag(let flag): self = .flag(flag)
        case .list: self = .list(try place.texts())
        case .null, .object: throw place.expected("a text, a number, true, false or a list of texts")
        }
    }
}
