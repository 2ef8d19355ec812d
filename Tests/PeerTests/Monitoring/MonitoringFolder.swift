import Foundation

/// A folder of a test's own for what monitoring systems read and write, removed with it.
final class MonitoringFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "sipdiag-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and tells its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }
}

extension Shell {
    /// A run of sipdiag against the built-in lab, beside no network of a test's.
    static func sipdiag(_ arguments: String...) throws -> Finished { try run([sipdiag] + arguments) }
}
