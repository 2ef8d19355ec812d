package import Diagnosis
import Testing

/// A finding states what its row of the catalogue declares, and nothing else.
package enum CatalogueCheck {
    package static func check(_ finding: Finding, _ catalogue: Catalogue) throws {
        let row = try #require(catalogue.tests[finding.test] ?? catalogue.inputs[finding.test], "\(finding.test)")
        #expect(row.outcomes.contains { $0.word == finding.outcome }, "\(finding.id): \(finding.outcome)")
        for (name, value) in finding.facts {
            let fact = try #require(row.facts.first { $0.name == name }, "\(finding.id) states \(name)")
            #expect(value.fits(fact.type), "\(finding.id): \(name) is \(value)")
        }
        for fact in row.facts where fact.isSet(when: finding.outcome) {
            #expect(finding.facts[fact.name] != nil, "\(finding.id) \(finding.outcome) lacks \(fact.name)")
        }
    }
}

extension Value {
    package func fits(_ type: FactType) -> Bool {
        switch (self, type) {
        case (.text(let word), .word(let words)): words.contains(word)
        case (.text, .text), (.number, .number), (.flag, .flag), (.list, .list): true
        default: false
        }
    }
}
