import Diagnosis

/// One layer of files written in a test; a file that does not load fails the test with its complaints.
func library(_ texts: String...) throws -> Library {
    let files = texts.enumerated().map { SourceFile(path: "\($0.offset).yaml", text: $0.element) }
    let (library, diagnostics) = Library.load(files)
    return try library ?? { throw Complaints(text: diagnostics.map(\.rendered).joined(separator: "\n")) }()
}

struct Complaints: Error, CustomStringConvertible {
    var text: String
    var description: String { text }
}
