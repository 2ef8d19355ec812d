import YAML

extension Library {
    /// Reads only the heads of trees that are known to be sound; a tree's nodes are read when a walk comes to them.
    /// A run walks a few of the trees, and should not wait for the rest.
    /// - Parameter remember: makes a function that calls the given one once, from whatever thread asks first.
    package static func outline(
        _ trees: [SourceFile],
        remember: (@escaping @Sendable () -> NodeList) -> @Sendable () -> NodeList,
        reference: @escaping @Sendable () -> Reference
    ) -> Library {
        var playbooks: [String: Playbook] = [:]
        for file in trees {
            let head = Playbook(headOf: file, tree: remember { NodeList(of: file) })
            if let playbook = head ?? Playbook(whole: file) { playbooks[playbook.id.value] = playbook }
        }
        return Library(playbooks: playbooks, reference: reference)
    }
}

extension Playbook {
    /// Nil where `nodes` is not the last key, as it is in every built-in tree.
    fileprivate init?(headOf file: SourceFile, tree: @escaping @Sendable () -> NodeList) {
        let lines = file.text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let head = lines.prefix { !$0.elementsEqual("nodes:".utf8) }
        guard head.count < lines.count, let last = head.last,
            let root = try? YAML.parse(Array(file.text.utf8[..<last.endIndex]), file: file.path)
        else { return nil }
        var shape = Shape(file: file.path)
        self.init(root, layer: 0, tree: tree, &shape)
    }

    fileprivate init?(whole file: SourceFile) {
        guard let root = try? YAML.parse(file.text, file: file.path) else { return nil }
        var shape = Shape(file: file.path)
        self.init(root, layer: 0, &shape)
    }
}

extension NodeList {
    /// Empty if the file is no tree: then the linter says why.
    fileprivate init(of file: SourceFile) {
        self.init(Playbook(whole: file)?.nodes ?? [])
    }
}
