import Foundation

/// The contract's `sipdiag.report/1`, checked by hand: which keys there are, which must be there, and what they hold.
struct ReportShape {
    /// What does not fit, each with its place.
    private(set) var problems: [String] = []

    enum Kind: Sendable {
        case text, number, flag, texts
        case word([String])
        case match(String)
        case object([Key])
        case list([Key])
        /// Facts: any name, a plain value or a list of texts.
        case facts
        case words
    }

    struct Key: Sendable {
        var name: String
        var kind: Kind
        var isOptional: Bool

        init(_ name: String, _ kind: Kind, optional: Bool = false) {
            (self.name, self.kind, isOptional) = (name, kind, optional)
        }
    }

    static let report: [Key] = [
        Key("schema", .word(["sipdiag.report/1"])),
        Key("tool", .object([Key("name", .word(["sipdiag"])), Key("version", .text)])),
        Key("command", .word(["why", "options", "invite", "register", "tls", "dns", "reach", "nat", "status"])),
        Key("target", .text, optional: true),
        Key("started_at", .match(#"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"#)),
        Key("duration_ms", .number),
        Key("verdict", .word(["ok", "warning", "critical", "unknown"])),
        Key("exit_code", .number),
        Key("summary", .text),
        Key("page", .object(page), optional: true),
        Key("outcome", .object(outcome), optional: true),
        Key("causes", .list(cause)),
        Key("findings", .list(finding)),
        Key(
            "path", .list(["playbook", "node", "result"].map { Key($0, .text) } + [Key("next", .text, optional: true)])),
        Key("open_questions", .list([Key("id", .text), Key("question", .text), Key("choices", .words)])),
        Key("messages", .list(message)),
    ]

    private static let page = [
        Key("title", .text), Key("meaning", .text), Key("sent_by", .text, optional: true),
        Key(
            "likely",
            .list([Key("id", .text), Key("title", .text), Key("tell", .text, optional: true), Key("owner", .text)])),
        Key("tell", .text, optional: true), Key("fix", .texts), Key("owner", .text, optional: true),
        Key("ask_provider", .text, optional: true), Key("measure", .text), Key("references", .texts),
    ]

    private static let outcome = [
        Key("kind", .word(["response", "timeout", "dns", "transport", "tls", "not-sip"])),
        Key("code", .number, optional: true), Key("reason", .text, optional: true),
        Key("method", .text, optional: true), Key("transport", transport, optional: true),
        Key("remote", .text, optional: true), Key("cancelled_by_us", .flag, optional: true),
    ]

    private static let cause = [
        Key("id", .match(#"^[a-z]+\.[a-z0-9-]+$"#)), Key("confidence", .word(["certain", "likely", "possible"])),
        Key("title", .text), Key("because", .text), Key("explanation", .text),
        Key("owner", .word(["you", "network", "pbx", "provider", "callee", "dns", "nobody"])),
        Key("evidence", .texts), Key("rules_out", .texts), Key("fix", .texts), Key("verify", .text, optional: true),
        Key("references", .texts),
    ]

    private static let finding = [
        Key("id", .text), Key("test", .text), Key("as", .text, optional: true),
        Key("parameters", .words, optional: true),
        Key("outcome", .text), Key("status", .word(["pass", "warn", "fail", "skip", "unknown"])), Key("title", .text),
        Key("facts", .facts), Key("started_ms", .number), Key("duration_ms", .number),
    ]

    private static let message = [
        Key("at_ms", .number), Key("direction", .word(["sent", "received"])), Key("transport", transport),
        Key("local", .text), Key("remote", .text), Key("start_line", .text), Key("text", .text, optional: true),
        Key("bytes", .match(#"^[A-Za-z0-9+/]+=*$"#), optional: true), Key("stray", .flag, optional: true),
    ]

    private static let transport = Kind.word(["udp", "tcp", "tls", "ws", "wss"])

    init(_ document: [String: Any]) {
        check(document, Self.report, at: "")
        let codes = ["ok": 0, "warning": 1, "critical": 2, "unknown": 3]
        let code = document["exit_code"] as? Int
        if code != (document["verdict"] as? String).flatMap({ codes[$0] }) && code != 130 {
            problems.append("exit_code: is not the verdict's")
        }
        for (index, message) in (document["messages"] as? [[String: Any]] ?? []).enumerated()
        where (message["text"] == nil) == (message["bytes"] == nil) {
            problems.append("messages[\(index)]: has text or bytes")
        }
    }

    private mutating func check(_ object: [String: Any], _ keys: [Key], at place: String) {
        for name in object.keys where !keys.contains(where: { $0.name == name }) {
            problems.append("\(place)\(name): is not in the contract")
        }
        for key in keys {
            let place = place + key.name
            if let value = object[key.name] {
                if !fits(value, key.kind, at: place) { problems.append("\(place): \(value)") }
            } else if !key.isOptional {
                problems.append("\(place): is missing")
            }
        }
    }

    private mutating func fits(_ value: Any, _ kind: Kind, at place: String) -> Bool {
        switch kind {
        case .text: return (value as? String).map { !$0.isEmpty } ?? false
        case .number: return value is Int
        case .flag: return value is Bool
        case .texts: return value is [String]
        case .words: return value is [String: String]
        case .word(let words): return words.contains { $0 == value as? String }
        case .match(let pattern): return (value as? String)?.range(of: pattern, options: .regularExpression) != nil
        case .facts:
            guard let facts = value as? [String: Any] else { return false }
            return facts.allSatisfy { $1 is String || $1 is NSNumber || $1 is [String] }
        case .object(let keys):
            guard let object = value as? [String: Any] else { return false }
            check(object, keys, at: place + ".")
            return true
        case .list(let keys):
            guard let list = value as? [[String: Any]] else { return false }
            for (index, object) in list.enumerated() { check(object, keys, at: "\(place)[\(index)].") }
            return true
        }
    }
}
