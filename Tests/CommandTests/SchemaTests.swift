import Foundation
import TestSupport
import Testing

/// `sipdiag schema`. That the reports are as their schema says is checked where the tests read them: `Finished.json`.
@CommandThread
@Suite struct SchemaTests {
    @Test func listsEachSchemaWithItsTitle() throws {
        let list = try Program.run("schema")
        #expect(list.status == 0 && list.errors.isEmpty)
        let names = list.lines.compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(names.contains("report"))
        for name in names {
            let schema = try Program.run("schema", name)
            #expect(schema.status == 0 && schema.errors.isEmpty)
            let document = try JSONSerialization.jsonObject(with: Data(schema.output.utf8)) as? [String: Any]
            #expect(document?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
            #expect((document?["title"] as? String)?.isEmpty == false)
        }
    }

    @Test func theReportsSchemaIsTheFile() throws {
        let file = Golden.fixtures.appending(path: "../../Sources/sipdiag/Schemas/report.json")
        #expect(try Program.run("schema", "report").output == String(contentsOf: file, encoding: .utf8))
    }

    @Test func aNameThatIsNoneIsTold() throws {
        let run = try Program.run("schema", "reprot")
        #expect(run.status == 64 && run.output.isEmpty)
        #expect(run.errors.hasPrefix("sipdiag: there is no schema “reprot”; did you mean report?"))
    }
}
