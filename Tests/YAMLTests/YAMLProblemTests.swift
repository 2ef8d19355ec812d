import Testing
import YAML

/// Where each fault is reported, and with what second place.
@Suite struct YAMLProblemTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        var text: String
        var kind: YAMLProblem.Kind
        var places: [YAMLMark]
        var related: YAMLMark?
        var testDescription: String { text }

        init(_ text: String, _ kind: YAMLProblem.Kind, _ places: YAMLMark..., related: YAMLMark? = nil) {
            self.text = text
            self.kind = kind
            self.places = places
            self.related = related
        }
    }

    static let faults = [
        Fault("", .syntax, mark(1, 1)),
        Fault("# only a comment\n", .syntax, mark(2, 1)),
        Fault("a: [1, 2\nb: 3\n", .syntax, mark(2, 2), related: mark(1, 4)),
        Fault("a: \"one\nb: 2\n", .syntax, mark(1, 4), related: mark(3, 1)),
        Fault("a: 'one\nb: 'two'\n", .syntax, mark(2, 5), related: mark(1, 4)),
        Fault("a: 1\n\tb: 2\n", .syntax, mark(2, 1), related: mark(1, 4)),
        Fault("a: {call.code} came\n", .syntax, mark(1, 16), related: mark(1, 1)),
        Fault("a: b: c\n", .syntax, mark(1, 5)),
        Fault("a: 1\na: 2\na: 3\n", .duplicateKey, mark(2, 1), mark(3, 1), related: mark(1, 1)),
        Fault("x: {a: 1, b: 2, a: 3}\n", .duplicateKey, mark(1, 17), related: mark(1, 5)),
        Fault("a: &anchor 1\nb: *anchor\n", .refused, mark(1, 4), mark(2, 4)),
        Fault("a: !!int 1\nb: !x [2]\nc: !y {d: e}\n", .refused, mark(1, 4), mark(2, 4), mark(3, 4)),
        Fault("%YAML 1.1\n---\na: 1\n", .refused, mark(1, 1)),
        Fault("a: 1\n---\nb: 2\n", .refused, mark(2, 1)),
        Fault("? [a, b]\n: 1\n", .refused, mark(1, 3)),
        Fault("a: 1\u{0}\n", .limit, mark(1, 5)),
        Fault("a: 1\nb: \u{1B}[31m\n", .limit, mark(2, 4)),
        Fault(String(repeating: "[", count: 100_000), .limit, mark(1, 65)),
        Fault(String(repeating: "a", count: YAML.maximumSize + 1), .limit, mark(1, 1)),
    ]

    @Test(arguments: faults)
    func place(_ fault: Fault) throws {
        let failure = try #require(throws: YAMLFailure.self) { try YAML.parse(fault.text, file: "a.yaml") }
        #expect(failure.problems.map(\.kind) == fault.places.map { _ in fault.kind }, "\(failure)")
        #expect(failure.problems.map(\.mark) == fault.places, "\(failure)")
        #expect(failure.problems.first?.related?.mark == fault.related, "\(failure)")
    }

    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xFF], mark(1, 4)), ([0x61, 0x0A, 0xC3], mark(2, 1)), ([0xC0, 0x80], mark(1, 1)),
            ([0x61, 0xED, 0xA0, 0x80], mark(1, 2)), ([0xFF, 0xFE, 0x61, 0x00], mark(1, 1)),
        ] as [([UInt8], YAMLMark)])
    func bytesThatAreNotUTF8(_ bytes: [UInt8], _ place: YAMLMark) throws {
        let failure = try #require(throws: YAMLFailure.self) { try YAML.parse(bytes) }
        #expect(failure.problems.map(\.mark) == [place])
        #expect(failure.problems.map(\.kind) == [.limit])
    }

    @Test func theMessageTellsBothPlaces() throws {
        let failure = try #require(throws: YAMLFailure.self) { try YAML.parse("a: 1\na: 2\n", file: "x.yaml") }
        #expect(failure.description == "x.yaml:2:1: the key \"a\" occurs twice (line 1: first used here)")
    }

    @Test func aBigFlatFileIsReadInTime() throws {
        let text = (0..<80_000).map { "k\($0): v\n" }.joined()
        #expect(text.utf8.count < YAML.maximumSize)
        #expect(try YAML.parse(text).mapping?.count == 80_000)
    }

    /// Whatever the bytes are, the parser comes back, and every place lies within the text.
    @Test func noiseIsBorne() {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("ab:-?[]{},#&*!|>'\"%@` \n\t\u{0}\u{85}é{}".utf8) + [0xFF]
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            do throws(YAMLFailure) {
                _ = try YAML.parse(bytes)
            } catch {
                #expect(!error.problems.isEmpty, "\(bytes)")
                #expect(error.problems.allSatisfy { $0.line >= 1 && $0.line <= 62 && $0.column >= 1 }, "\(bytes)")
            }
        }
    }
}
