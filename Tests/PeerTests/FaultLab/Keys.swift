import Foundation
import YAML

/// What is wrong with a file of `Tests/Networks`.
struct NetworkFileProblem: Error, CustomStringConvertible {
    var file: String
    var mark: YAMLMark
    var message: String

    var description: String { "\(file):\(mark.line):\(mark.column): \(message)" }
}

/// The keys of one mapping, taken by name; one that nobody takes is an error, as a word that does nothing misleads.
struct Keys {
    let file: String
    private let start: YAMLMark
    private var entries: [YAMLEntry]

    init(_ node: YAMLNode, in file: String) throws {
        guard let entries = node.mapping else {
            throw NetworkFileProblem(file: file, mark: node.start, message: "must be a mapping: {key: …}")
        }
        self.file = file
        self.entries = entries
        start = node.start
    }

    /// A whole file below `Tests/Networks`.
    init(file: URL) throws {
        try self.init(try YAML.parse([UInt8](Data(contentsOf: file)), file: file.path), in: file.path)
    }

    mutating func take(_ key: String) -> YAMLNode? {
        guard let index = entries.firstIndex(where: { $0.key == key }) else { return nil }
        return entries.remove(at: index).value
    }

    mutating func need(_ key: String) throws -> YAMLNode {
        if let node = take(key) { return node }
        throw NetworkFileProblem(file: file, mark: start, message: "needs the key \(key)")
    }

    mutating func text(_ key: String) throws -> String? { try take(key).map(text) }

    mutating func needText(_ key: String) throws -> String { try text(need(key)) }

    /// A list of texts; a text alone is a list of one.
    mutating func list(_ key: String) throws -> [String] { try take(key).map(list) ?? [] }

    /// A command, its words parted by spaces.
    mutating func needWords(_ key: String) throws -> [String] { words(try needText(key)) }

    /// A mapping whose keys are hosts.
    mutating func hosts(_ key: String) throws -> [TopologyPlan.Host: [String]] {
        guard let node = take(key) else { return [:] }
        var keys = try Keys(node, in: file)
        return try Dictionary(
            uniqueKeysWithValues: keys.rest().map { (TopologyPlan.Host(rawValue: $0.key), try list($0.value)) })
    }

    /// All that is left.
    mutating func rest() -> [YAMLEntry] {
        defer { entries = [] }
        return entries
    }

    func text(_ node: YAMLNode) throws -> String {
        guard let text = node.text else {
            throw NetworkFileProblem(file: file, mark: node.start, message: "must be a text")
        }
        return text
    }

    func list(_ node: YAMLNode) throws -> [String] { try (node.sequence ?? [node]).map(text) }

    func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }

    func finish() throws {
        guard let entry = entries.first else { return }
        throw NetworkFileProblem(file: file, mark: entry.keyStart, message: "there is no key \(entry.key)")
    }
}
