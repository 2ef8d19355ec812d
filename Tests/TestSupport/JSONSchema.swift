import Diagnosis
import FoundationEssentials

/// The part of JSON Schema (2020-12) that sipdiag's schemas use, and stricter: a member that an object's schema does not
/// name is a problem, though readers of a report must pass over it.
package struct JSONSchema: Sendable {
    private let root: JSON

    package init(_ text: some Collection<UInt8>) throws {
        root = try JSON.parse(Array(text))
    }

    /// What `sipdiag schema report` prints.
    package static let report = Result { try JSONSchema(named: "report") }

    /// A file of `Sources/sipdiag/Schemas`.
    package init(named name: String) throws {
        let folder = Golden.fixtures.appending(path: "../../Sources/sipdiag/Schemas")
        try self.init(Data(contentsOf: folder.appending(path: "\(name).json")))
    }

    /// What of the document does not fit, each with its place.
    package func problems(in document: some Collection<UInt8>) throws -> [String] {
        check(try JSON.parse(Array(document)), root, at: "")
    }

    private func check(_ value: JSON, _ schema: JSON, at place: String) -> [String] {
        guard case .object(let keywords) = schema else {
            return schema == .flag(false) ? ["\(place): is not in the schema"] : []
        }
        return keywords.flatMap { check(value, $0.key, $0.value, of: schema, at: place) }
    }

    private func check(_ value: JSON, _ keyword: String, _ rule: JSON, of schema: JSON, at place: String) -> [String] {
        func need(_ holds: Bool) -> [String] {
            holds ? [] : ["\(place): \(value.compact.prefix(80)) is against \(keyword) \(rule.compact.prefix(200))"]
        }
        switch keyword {
        case "$schema", "$id", "$defs", "title", "description", "format": return []
        case "$ref": return resolve(rule).map { check(value, $0, at: place) } ?? ["\(rule): leads nowhere"]
        case "type": return need(rule.elements.contains { fits(value, type: $0) })
        case "const": return need(value == rule)
        case "enum": return need(rule.elements.contains(value))
        case "pattern": return need(matches(value, rule))
        case "minLength": return need((value.string?.unicodeScalars.count).map { Double($0) >= rule.number } ?? true)
        case "minimum": return need(value.number.isNaN || value.number >= rule.number)
        case "maximum": return need(value.number.isNaN || value.number <= rule.number)
        case "items":
            guard case .list(let elements) = value else { return [] }
            return elements.enumerated().flatMap { check($1, rule, at: "\(place)[\($0)]") }
        case "required":
            return rule.elements.compactMap(\.string).filter { value[$0] == nil }.map { "\(place).\($0): is missing" }
        case "properties":
            let isClosed = schema["type"] == .text("object") && schema["additionalProperties"] == nil
            return value.members.flatMap { member in
                check(member.value, rule[member.key] ?? .flag(!isClosed), at: "\(place).\(member.key)")
            }
        case "additionalProperties":
            return value.members.filter { schema["properties"]?[$0.key] == nil }
                .flatMap { check($0.value, rule, at: "\(place).\($0.key)") }
        case "oneOf", "anyOf":
            let attempts = rule.elements.map { check(value, $0, at: place) }
            let fitting = attempts.count { $0.isEmpty }
            if fitting == 1 || (fitting > 1 && keyword == "anyOf") { return [] }
            // The nearest of them says best what is wrong.
            return fitting > 1 ? need(false) : attempts.min { $0.count < $1.count } ?? []
        default: return ["\(keyword): is a keyword that the tests do not know"]
        }
    }

    private func resolve(_ reference: JSON) -> JSON? {
        guard let path = reference.string, path.hasPrefix("#/") else { return nil }
        return path.dropFirst(2).split(separator: "/").reduce(root as JSON?) { $0?["\($1)"] }
    }

    private func fits(_ value: JSON, type: JSON) -> Bool {
        switch (value, type.string) {
        case (.null, "null"), (.flag, "boolean"), (.number, "number"), (.text, "string"), (.list, "array"),
            (.object, "object"):
            true
        case (.number(let number), "integer"): number == number.rounded()
        default: false
        }
    }

    private func matches(_ value: JSON, _ pattern: JSON) -> Bool {
        guard let text = value.string, let pattern = pattern.string, let regex = try? Regex(pattern) else {
            return value.string == nil
        }
        return text.contains(regex)
    }
}

extension JSON {
    fileprivate var string: String? { if case .text(let text) = self { text } else { nil } }
    fileprivate var members: [Member] { if case .object(let members) = self { members } else { [] } }
    /// A keyword that takes one value or a list of them.
    fileprivate var elements: [JSON] { if case .list(let values) = self { values } else { [self] } }
    /// Not a number: NaN.
    fileprivate var number: Double { if case .number(let number) = self { number } else { .nan } }
    fileprivate subscript(key: String) -> JSON? { members.first { $0.key == key }?.value }
}
