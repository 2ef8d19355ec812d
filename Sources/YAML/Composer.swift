/// Composes events into a tree, and refuses the parts of YAML that surprise people.
struct Composer: ~Copyable {
    private var parser: EventParser
    private(set) var problems: [YAMLProblem] = []
    /// The last quoted text that ran over a line end: where a forgotten quote shows.
    private var longQuote: (start: YAMLMark, end: YAMLMark)?

    init(_ bytes: [UInt8]) {
        parser = EventParser(bytes)
    }

    /// The one document; nil where nothing could be read. Valid only if there are no `problems`.
    mutating func document() -> YAMLNode? {
        do throws(YAMLProblem) {
            return try readDocument()
        } catch {
            problems.append(error)
            return nil
        }
    }

    private mutating func readDocument() throws(YAMLProblem) -> YAMLNode {
        var root: YAMLNode?
        while true {
            let event = try next()
            switch event.kind {
            case .streamEnd:
                guard let root else { throw YAMLProblem(.syntax, at: event.start, "the file is empty") }
                return root
            case .documentStart(let plain):
                guard root == nil else {
                    throw YAMLProblem(.refused, at: event.start, "a second document is refused: one file, one document")
                }
                if !plain {
                    problems.append(YAMLProblem(.refused, at: event.start, "directives (%YAML, %TAG) are refused"))
                }
                root = try value(of: next(), depth: 0)
            default:
                continue
            }
        }
    }

    private mutating func next() throws(YAMLProblem) -> ParseEvent {
        do throws(YAMLProblem) {
            let event = try parser.next()
            if case .scalar(_, quoted: true) = event.kind, event.end.line > event.start.line {
                longQuote = (event.start, event.end)
            }
            return event
        } catch {
            guard let longQuote, longQuote.end.line == error.line else { throw error }
            throw YAMLProblem(
                error.kind, at: error.mark, error.message,
                related: .init(
                    mark: longQuote.start, note: "this quote opened here and was closed on line \(longQuote.end.line)"))
        }
    }

    private mutating func value(of event: ParseEvent, depth: Int) throws(YAMLProblem) -> YAMLNode {
        if event.isDecorated {
            problems.append(YAMLProblem(.refused, at: event.start, "anchors and tags (&name, !tag) are refused"))
        }
        switch event.kind {
        case .scalar(let text, let quoted):
            return YAMLNode(content: .scalar(text, quoted: quoted), start: event.start, end: event.end)
        case .sequenceStart:
            return try sequence(from: event, depth: depth + 1)
        case .mappingStart:
            return try mapping(from: event, depth: depth + 1)
        default:
            problems.append(YAMLProblem(.refused, at: event.start, "aliases (*name) are refused: write it out"))
            return YAMLNode(content: .scalar("", quoted: false), start: event.start, end: event.end)
        }
    }

    private mutating func sequence(from start: ParseEvent, depth: Int) throws(YAMLProblem) -> YAMLNode {
        try check(depth, at: start.start)
        var nodes: [YAMLNode] = []
        while true {
            let event = try next()
            if case .end = event.kind {
                return YAMLNode(content: .sequence(nodes), start: start.start, end: event.end)
            }
            nodes.append(try value(of: event, depth: depth))
        }
    }

    private mutating func mapping(from start: ParseEvent, depth: Int) throws(YAMLProblem) -> YAMLNode {
        try check(depth, at: start.start)
        var entries: [YAMLEntry] = []
        var places: [String: YAMLMark] = [:]
        while true {
            let event = try next()
            if case .end = event.kind {
                return YAMLNode(content: .mapping(entries), start: start.start, end: event.end)
            }
            let key = try value(of: event, depth: depth)
            let entryValue = try value(of: next(), depth: depth)
            guard let name = key.text else {
                problems.append(YAMLProblem(.refused, at: key.start, "a key must be a word"))
                continue
            }
            if let first = places[name] {
                problems.append(
                    YAMLProblem(
                        .duplicateKey, at: key.start, "the key \"\(name)\" occurs twice",
                        related: .init(mark: first, note: "first used here")))
                continue
            }
            places[name] = key.start
            entries.append(YAMLEntry(key: name, keyStart: key.start, keyEnd: key.end, value: entryValue))
        }
    }

    private func check(_ depth: Int, at mark: YAMLMark) throws(YAMLProblem) {
        if depth > YAML.maximumDepth {
            throw YAMLProblem(.limit, at: mark, "nested deeper than \(YAML.maximumDepth) levels")
        }
    }
}
