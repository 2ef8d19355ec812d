import Diagnosis
import Playbooks
import Testing

/// The table of observations and causes, `network.md` 1.4: a case for each row, which names it as `1.4 #18`.
@Suite struct DecisionTableTests {
    /// A mapping that is forgotten is the NAT's matter, and its case belongs to that tree.
    private static let elsewhere: Set<Int> = [26]

    @Test func everyRowHasACase() throws {
        let files = Playbooks.files.map { SourceFile(path: $0.path, text: $0.text) }
        let names = try #require(Library.load(files).library).fixtures.flatMap(\.cases).map(\.name.value)

        let rows = names.filter { $0.contains("1.4 #") }.flatMap { $0.split(separator: "#").dropFirst() }
            .compactMap { Int($0.prefix { $0.isNumber }) }

        #expect(Set(rows).union(Self.elsewhere) == Set(1...26))
    }
}
