import Diagnosis
import Probes
import Testing

@Suite struct CatalogueTests {
    private static let rows = ProbeRegistry.catalogue.tests.values.sorted { $0.name < $1.name }

    @Test(arguments: rows.map(\.name))
    func row(_ name: String) throws {
        let row = try #require(ProbeRegistry.catalogue.tests[name])
        let words = row.outcomes.map(\.word)
        #expect(words.contains("skipped"))
        #expect(words.contains("error"))
        #expect(Set(words).count == words.count)
        #expect(Set(row.facts.map(\.name)).count == row.facts.count)
        for outcome in row.outcomes where ["skipped", "error"].contains(outcome.word) {
            #expect(outcome.evidence == .notMeasured)
        }
        for fact in row.facts {
            #expect(Set(fact.setWhen).subtracting(words).isSubset(of: TestDefinition.Fact.always), "\(fact.name)")
            #expect(!fact.meaning.isEmpty)
        }
    }

    /// A playbook chooses out of words and numbers: it has no way to name a host, a file or a command.
    @Test(arguments: rows.map(\.name))
    func noParameterTakesAText(_ name: String) throws {
        let row = try #require(ProbeRegistry.catalogue.tests[name])
        for parameter in row.parameters {
            let words = parameter.values
            #expect(words.allSatisfy { $0.wholeMatch(of: /[a-z0-9_]+/) != nil }, "\(parameter.name): \(words)")
            let isTaken = words.isEmpty ? Double(parameter.defaultValue) != nil : words.contains(parameter.defaultValue)
            #expect(isTaken, "\(parameter.name): \(parameter.defaultValue)")
        }
    }
}
