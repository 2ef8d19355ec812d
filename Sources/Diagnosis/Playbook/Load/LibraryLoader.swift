import YAML

extension Library {
    /// Reads files into a library: the stages "bytes and YAML" and "shape". Names are not checked; the walk can bear
    /// that, and `Linter.run` checks everything.
    ///
    /// A later layer adds to an earlier one, and replaces what has the same id or code. With a playbook that is
    /// replaced go the fixtures that earlier layers had for it.
    /// - Returns: no library if there is any complaint.
    package static func load(layers: [[SourceFile]]) -> (library: Library?, diagnostics: [Diagnostic]) {
        var loader = LibraryLoader()
        loader.read(layers)
        if loader.diagnostics.isEmpty {
            let reference = loader.reference
            return (Library(playbooks: loader.playbooks) { reference }, [])
        }
        let sorted = loader.diagnostics.sorted { ($0.place, $0.rule) < ($1.place, $1.rule) }
        return (nil, SourceLines(layers.flatMap { $0 }).attached(to: sorted))
    }

    /// Reads one layer of files.
    package static func load(_ files: [SourceFile]) -> (library: Library?, diagnostics: [Diagnostic]) {
        load(layers: [files])
    }
}

private struct LibraryLoader {
    private enum Kind: String, CaseIterable {
        case playbook, causes, codes, fixtures

        var schema: String { "sipdiag/\(rawValue)/1" }
    }

    private struct Document {
        var kind: Kind
        var file: String
        var layer: Int
        var root: YAMLNode
    }

    private(set) var playbooks: [String: Playbook] = [:]
    private(set) var reference = Library.Reference()
    private(set) var diagnostics: [Diagnostic] = []
    /// Where each id of the current layer was first used.
    private var places: [String: Place] = [:]
    private var currentLayer = 0

    mutating func read(_ layers: [[SourceFile]]) {
        let documents = layers.indices.flatMap { layer in
            layers[layer].compactMap { document($0, layer: layer) }
        }
        guard diagnostics.isEmpty else { return }
        for document in documents {
            if document.layer != currentLayer {
                places = [:]
                currentLayer = document.layer
            }
            add(document)
        }
    }

    private mutating func document(_ file: SourceFile, layer: Int) -> Document? {
        do throws(YAMLFailure) {
            let root = try YAML.parse(file.text, file: file.path)
            let schema = root["schema"]
            guard let kind = Kind.allCases.first(where: { $0.schema == schema?.text }) else {
                let names = Kind.allCases.map(\.schema)
                diagnostics.append(
                    Diagnostic(
                        .unknownSchema, at: Place(file: file.path, schema?.start ?? root.start),
                        "a file begins with schema: one of \(names.joined(separator: ", "))",
                        suggestion: schema?.text.flatMap { NearName.of($0, among: names) }))
                return nil
            }
            return Document(kind: kind, file: file.path, layer: layer, root: root)
        } catch {
            diagnostics += error.problems.map { Diagnostic($0, file: file.path) }
            return nil
        }
    }

    private mutating func add(_ document: Document) {
        var shape = Shape(file: document.file)
        switch document.kind {
        case .playbook:
            if let playbook = Playbook(document.root, layer: document.layer, &shape) { add(playbook) }
        case .causes:
            for cause in Cause.read(document.root, &shape) {
                claim("cause \(cause.id.value)", at: cause.id.place)
                reference.causes[cause.id.value] = cause
            }
        case .codes:
            add(CodesFile(document.root, &shape))
        case .fixtures:
            if let fixture = FixtureFile(document.root, layer: document.layer, &shape) {
                reference.fixtures.append(fixture)
            }
        }
        diagnostics += shape.diagnostics
    }

    private mutating func add(_ playbook: Playbook) {
        claim("playbook \(playbook.id.value)", at: playbook.id.place)
        for code in playbook.codes {
            claim("code \(code.value.description)", at: code.place, rule: .codeClaimedTwice)
        }
        if let earlier = playbooks.updateValue(playbook, forKey: playbook.id.value),
            earlier.layer < playbook.layer
        {
            reference.fixtures.removeAll { $0.playbook.value == playbook.id.value && $0.layer < playbook.layer }
        }
    }

    private mutating func add(_ file: CodesFile) {
        for (prefix, rows) in [("code row", file.codes), ("class row", file.classes)] {
            for (number, row) in rows { claim("\(prefix) \(number)", at: row.place) }
        }
        for (kind, rows) in file.numbers {
            for (number, row) in rows { claim("\(kind.key) row \(number)", at: row.place) }
            reference.numbers[kind, default: [:]].merge(rows) { $1 }
        }
        reference.codes.merge(file.codes) { $1 }
        reference.classes.merge(file.classes) { $1 }
        for (symptom, row) in file.symptoms { claim("symptom row \(symptom)", at: row.place) }
        reference.symptoms.merge(file.symptoms) { $1 }
    }

    private mutating func claim(_ name: String, at place: Place, rule: LintRule = .duplicateID) {
        if let first = places[name] {
            diagnostics.append(
                Diagnostic(
                    rule, at: place,
                    rule == .duplicateID ? "the \(name) is there twice" : "two playbooks claim \(name)",
                    related: [.init(place: first, note: "first here")]))
        } else {
            places[name] = place
        }
    }
}

extension Playbook.CodePattern: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exact(let code): "\(code)"
        case .family(let digit): "\(digit)xx"
        }
    }
}
