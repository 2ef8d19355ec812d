import Testing
import YAML

/// What comes out of texts that are right.
@Suite struct YAMLTreeTests {
    @Test func keysAndValuesHaveTheirPlaces() throws {
        let root = try YAML.parse("name: tree\nlist: [a, 'b']\nägypten: {x: 1}\n")
        let entries = try #require(root.mapping)
        #expect(entries.map(\.key) == ["name", "list", "ägypten"])
        #expect(entries.map(\.keyStart) == [mark(1, 1), mark(2, 1), mark(3, 1)])
        #expect(entries.map(\.keyEnd) == [mark(1, 5), mark(2, 5), mark(3, 8)])
        #expect(entries.map(\.value.start) == [mark(1, 7), mark(2, 7), mark(3, 10)])
        #expect(entries[0].value.end == mark(1, 11))
        let items = try #require(root["list"]?.sequence)
        #expect(items.map(\.content) == [.scalar("a", quoted: false), .scalar("b", quoted: true)])
        #expect(items.map(\.start) == [mark(2, 8), mark(2, 11)])
        #expect(root["ägypten"]?["x"]?.start == mark(3, 14))
        #expect(root["missing"] == nil)
    }

    @Test(arguments: [
        ("no", "no", false), ("1:30", "1:30", false), ("0408", "0408", false), ("~", "~", false), ("", "", false),
        ("\"\"", "", true), ("'it''s'", "it's", true), ("\"tab\\t\"", "tab\t", true),
        ("|\n  two\n  lines\n", "two\nlines\n", true),
        (">\n  one\n  line\n", "one line\n", true), ("sip:bob@example.com # comment", "sip:bob@example.com", false),
        ("it said {call.code}.", "it said {call.code}.", false),
    ])
    func scalarsStayAsWritten(_ written: String, _ text: String, _ quoted: Bool) throws {
        let value = try YAML.parse("key: \(written)")["key"]
        #expect(value?.content == .scalar(text, quoted: quoted))
        #expect(value?.isEmpty == (written == ""))
    }

    @Test(arguments: ["a: 1\r\nb: 2\r\n", "\u{FEFF}a: 1\nb: 2", "---\na: 1\nb: 2\n...\n", "{a: 1,\n b: 2}"])
    func theSameTreeInOtherClothes(_ text: String) throws {
        let root = try YAML.parse(text)
        #expect(root.mapping?.map(\.key) == ["a", "b"])
        #expect(root["b"]?.text == "2")
    }

    @Test func theByteOrderMarkTakesNoColumn() throws {
        #expect(try YAML.parse("\u{FEFF}a: 1").mapping?.first?.keyStart == mark(1, 1))
    }

    @Test func nestingIsAllowedToTheLimit() throws {
        let depth = YAML.maximumDepth
        var node: YAMLNode? = try YAML.parse(
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        var count = 0
        while let next = node {
            count += 1
            node = next.sequence?.first
        }
        #expect(count == depth)
    }
}

func mark(_ line: Int, _ column: Int) -> YAMLMark { YAMLMark(line: line, column: column) }
