/// Which tests run, and the lines that tell of it: what is drawn where is the terminal's.
package struct ProgressBoard: Sendable {
    /// A run that is over sooner says nothing but its result, milliseconds.
    package static let silenceMs = 100

    private struct Running {
        var request: TestRequest
        var name: String
        var sinceMs: Int
    }

    private var running: [Running] = []
    /// Several tests may rest on one exchange.
    private var told: Set<String> = []
    private let catalogue: Catalogue

    package init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    package mutating func begin(_ request: TestRequest, atMs now: Int) {
        running.append(Running(request: request, name: name(of: request), sinceMs: now))
    }

    /// - Returns: the line that stays: what came of the test, and how long it took. Nil where it did not run, or was over
    ///   before anything is said.
    package mutating func end(_ request: TestRequest, _ finding: Finding, atMs now: Int, width: Int) -> [String]? {
        guard let index = running.firstIndex(where: { $0.request == request }) else { return nil }
        let sinceMs = running.remove(at: index).sinceMs
        guard now >= Self.silenceMs, finding.status != .skip, told.insert(finding.title).inserted else { return nil }
        let took = durationText(milliseconds: now - sinceMs)
        let title = SafeText.safe(finding.title, for: .sentence)
        return Cells.hang("\(Cells.pad(finding.status.word, to: 5))  ", "\(title) (\(took))", columns: width)
    }

    /// What runs now, the oldest first: one line of at most so many columns. Nil where nothing does.
    package func status(atMs now: Int, width: Int) -> String? {
        guard let first = running.first, now >= Self.silenceMs else { return nil }
        let more = running.count > 1 ? ", and \(running.count - 1) more" : ""
        let tail = ": \(durationText(milliseconds: now - first.sinceMs))\(more)"
        let room = max(0, width - tail.count - 3)
        let name = first.name.count > room ? "\(first.name.prefix(max(0, room - 1)))…" : first.name
        return "… \(name)\(tail)"
    }

    /// What the test does, in the words of the catalogue, and with what it differs from its usual run.
    private func name(of request: TestRequest) -> String {
        guard let test = catalogue.tests[request.test] else { return request.test }
        let words = test.summary.prefix { !",:;(".contains($0) }
        let special = test.parameters.compactMap { parameter in
            request.parameters[parameter.name].flatMap { $0 == parameter.defaultValue ? nil : $0 }
        }
        let name = words.hasSuffix(".") ? words.dropLast() : words
        return special.isEmpty ? String(name) : "\(name) (\(special.joined(separator: ", ")))"
    }
}
