import Foundation

/// What a finished program left behind.
struct Finished {
    var status: Int32
    var output: String
    var errors: String
}

/// Runs programs for the tests, each bounded in time.
enum Shell {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs `command` to its end; it is killed after `seconds`.
    @discardableResult
    static func run(_ command: [String], input: String? = nil, seconds: Int = 60) throws -> Finished {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sipdiag-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: a program that fills a pipe nobody reads would hang.
        let (output, errors) = (folder.appending(path: "out"), folder.appending(path: "err"))
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["-k", "2", "\(seconds)"] + command
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try open(output)
        process.standardError = try open(errors)
        try process.run()
        process.waitUntilExit()
        return Finished(
            status: process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// Runs `command` and throws what it said when it fails.
    static func need(_ command: [String]) throws {
        let finished = try run(command)
        guard finished.status == 0 else {
            throw Failed(description: "\(command.joined(separator: " ")): \(finished.errors)\(finished.output)")
        }
    }

    /// Starts a server that runs until `stop`; what it prints goes to `log`.
    static func start(_ command: [String], log: URL) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = FileHandle.nullDevice
        let handle = try open(log)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        return process
    }

    /// The program under test, built beside the tests.
    static let sipdiag: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "sipdiag").path
    }()

    private static func open(_ file: URL) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        return try FileHandle(forWritingTo: file)
    }
}
