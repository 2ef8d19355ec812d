package import Foundation
package import Testing

/// Expected output kept in files. `SIPDIAG_RECORD=1` rewrites them and fails the run, so that a recording is never
/// taken for a pass.
package enum Golden {
    package static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    package static func read(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: fixtures.appending(path: path)))
    }

    /// Compares with the file at `path` under `Tests/Fixtures`.
    package static func expect(_ actual: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation)
        throws
    {
        if ProcessInfo.processInfo.environment["SIPDIAG_RECORD"] == "1" {
            try Data(actual.utf8).write(to: fixtures.appending(path: path))
            Issue.record("recorded \(path)", sourceLocation: sourceLocation)
            return
        }
        guard let bytes = try? read(path) else {
            Issue.record("no golden \(path): record it with SIPDIAG_RECORD=1", sourceLocation: sourceLocation)
            return
        }
        // Bytes, not strings: equal strings may differ in their bytes.
        guard Array(actual.utf8) != bytes else { return }
        let expected = String(decoding: bytes, as: UTF8.self)
        Issue.record("differs from \(path):\n\(difference(expected, actual))", sourceLocation: sourceLocation)
    }

    /// The first line that differs, from both.
    private static func difference(_ expected: String, _ actual: String) -> String {
        let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let line =
            zip(expected, actual).enumerated().first { $1.0 != $1.1 }?.offset ?? min(expected.count, actual.count)
        let shown = [expected, actual].map { line < $0.count ? $0[line].debugDescription : "(end)" }
        return "line \(line + 1)\nexpected \(shown[0])\nactual   \(shown[1])"
    }
}
