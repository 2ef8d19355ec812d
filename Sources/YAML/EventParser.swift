import CYAML

/// What libyaml met, as a value.
struct ParseEvent {
    enum Kind {
        case documentStart(plain: Bool)
        case alias
        case scalar(String, quoted: Bool)
        case sequenceStart
        case mappingStart
        /// The end of a sequence or a mapping.
        case end
        case streamEnd
        /// The start of the stream, the end of a document.
        case other
    }

    var kind: Kind
    /// An anchor or a tag stands before the value.
    var isDecorated = false
    var start: YAMLMark
    var end: YAMLMark
}

/// The one owner of libyaml's parser.
struct EventParser: ~Copyable {
    /// On the heap, because libyaml keeps a pointer to the parser inside the parser.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml reads the text where it lies, so it lives as long as the parser.
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let isReady: Bool

    init(_ bytes: [UInt8]) {
        parser = .allocate(capacity: 1)
        text = .allocate(capacity: bytes.count)
        _ = text.initialize(from: bytes)
        isReady = yaml_parser_initialize(parser) == 1
        if isReady {
            yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        }
    }

    deinit {
        if isReady { yaml_parser_delete(parser) }
        parser.deallocate()
        text.deallocate()
    }

    /// The next event. After an error or `streamEnd`, do not ask again.
    mutating func next() throws(YAMLProblem) -> ParseEvent {
        guard isReady else {
            throw YAMLProblem(.limit, at: YAMLMark(line: 1, column: 1), "out of memory")
        }
        let event = OwnedEvent(parser)
        guard event.isValid else { throw problem() }
        return event.value
    }

    private func problem() -> YAMLProblem {
        let state = parser.pointee
        let message = state.problem.map { String(cString: $0) } ?? "out of memory"
        let mark = YAMLMark(state.problem_mark)
        guard let context = state.context.map({ String(cString: $0) }) else {
            return YAMLProblem(.syntax, at: mark, message)
        }
        let opened = YAMLMark(state.context_mark)
        if context == "while scanning a quoted scalar", message == "found unexpected end of stream" {
            return YAMLProblem(
                .syntax, at: opened, "this quote is never closed",
                related: .init(mark: mark, note: "the file ends here"))
        }
        // The mistake that people make most: a plain text with a character that means something to YAML.
        let hint = message.hasPrefix("did not find expected") ? "; a text that holds { [ : or , may need quotes" : ""
        return YAMLProblem(
            .syntax, at: mark, "\(message), \(context)\(hint)",
            related: opened == mark ? nil : .init(mark: opened, note: "it starts here"))
    }
}

/// The one owner of a libyaml event.
private struct OwnedEvent: ~Copyable {
    private var event = yaml_event_t()
    let isValid: Bool

    init(_ parser: UnsafeMutablePointer<yaml_parser_t>) {
        isValid = yaml_parser_parse(parser, &event) == 1
    }

    deinit {
        var event = event
        yaml_event_delete(&event)
    }

    var value: ParseEvent {
        var isDecorated = false
        let kind: ParseEvent.Kind
        switch event.type {
        case YAML_DOCUMENT_START_EVENT:
            let start = event.data.document_start
            kind = .documentStart(
                plain: start.version_directive == nil && start.tag_directives.start == start.tag_directives.end)
        case YAML_ALIAS_EVENT:
            kind = .alias
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = .scalar(String(decoding: bytes, as: UTF8.self), quoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
            isDecorated = scalar.anchor != nil || scalar.tag != nil
        case YAML_SEQUENCE_START_EVENT:
            kind = .sequenceStart
            isDecorated = event.data.sequence_start.anchor != nil || event.data.sequence_start.tag != nil
        case YAML_MAPPING_START_EVENT:
            kind = .mappingStart
            isDecorated = event.data.mapping_start.anchor != nil || event.data.mapping_start.tag != nil
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            kind = .end
        case YAML_STREAM_END_EVENT:
            kind = .streamEnd
        default:
            kind = .other
        }
        return ParseEvent(
            kind: kind, isDecorated: isDecorated, start: YAMLMark(event.start_mark), end: YAMLMark(event.end_mark))
    }
}

extension YAMLMark {
    /// libyaml counts from 0.
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }
}
