import Diagnosis
import Foundation
import FoundationXML
import TestSupport
import Testing

/// The picture of a tree in each of its languages.
@Suite struct GraphTests {
    @Test func isDrawnAsRecorded() throws {
        let graph = try SmallTree.graph()
        try Golden.expect(graph.mermaid, at: "Graph/small.mmd")
        try Golden.expect(graph.dot, at: "Graph/small.dot")
        try Golden.expect(graph.svg, at: "Graph/small.svg")
    }

    static let hostile = [
        "</text><script>alert(1)</script>", "\"]; evil [label=\"x", "\"] --> n9[\"x", "back\\", "\\\" | x", "a]]>b",
        "&amp;<br/>", "#quot;#34;", "`**md**`", "@media", "url(#head)\" onload=\"x", "\u{202E}abc\u{1B}[2J",
        "\\N\\G\\l",
        "%%{init: {}}%%", "--> n1", "n1 -.-> n2\nclick n1 call x()", String(repeating: "wide", count: 200),
        String(repeating: "日", count: 100),
    ]

    /// Text of a playbook is never an element, an attribute or a style of the picture.
    @Test(arguments: hostile)
    func addsNothingToSVG(text: String) throws {
        let harmless = try Elements.of(SmallTree.graph(text: "harmless").svg)
        let elements = try Elements.of(SmallTree.graph(text: text).svg)
        // Long texts have more lines.
        #expect(elements.filter { !$0.hasPrefix("text ") } == harmless.filter { !$0.hasPrefix("text ") })
        #expect(Set(elements) == Set(harmless))
    }

    /// Outside of quotes, which backslashes do not end, there is the same.
    @Test(arguments: hostile)
    func addsNothingToDOT(text: String) throws {
        func outside(_ dot: String) -> String { dot.replacing(/"(\\.|[^"\\])*"/, with: "“”") }
        #expect(try outside(SmallTree.graph(text: text).dot) == outside(SmallTree.graph(text: "harmless").dot))
    }

    /// Mermaid's quotes end at the next one, whatever stands before it.
    @Test(arguments: hostile)
    func addsNothingToMermaid(text: String) throws {
        func outside(_ mermaid: String) -> String {
            mermaid.split(separator: "\n").dropFirst(3).joined(separator: "\n").replacing(/"[^"]*"/, with: "“”")
        }
        let mermaid = try SmallTree.graph(text: text).mermaid
        #expect(outside(mermaid) == outside(try SmallTree.graph(text: "harmless").mermaid))
        #expect(!mermaid.replacing("<br/>", with: "").split(separator: "\n").dropFirst(3).contains { $0.contains("<") })
    }
}

/// The elements of a document in XML, each with the names of its attributes.
private final class Elements: NSObject, XMLParserDelegate {
    private var found: [String] = []

    static func of(_ text: String) throws -> [String] {
        let parser = XMLParser(data: Data(text.utf8))
        let elements = Elements()
        parser.delegate = elements
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        return elements.found
    }

    func parser(
        _: XMLParser, didStartElement name: String, namespaceURI _: String?, qualifiedName _: String?,
        attributes: [String: String]
    ) {
        found.append("\(name) \(attributes.keys.sorted()) \(attributes["class"] ?? "")")
    }
}
