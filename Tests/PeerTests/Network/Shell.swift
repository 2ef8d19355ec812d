import Foundation

/// What a finished program left behind.
struct Finished {
    var status: Int32
    var output: String
    var errors: String
}

/// Runs programs for the tests, each bounded in time. `posix_spawn`, because Foundation's `Process` waits by a run loop
/// and hangs on a thread of the cooperative pool.
enum Shell {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs `command` to its end; it is killed after `seconds`.
    @discardableResult
    static func run(_ command: [String], seconds: Int = 60) throws -> Finished {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sipdiag-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: a program that fills a pipe nobody reads would hang.
        let (output, errors) = (folder.appending(path: "out").path, folder.appending(path: "err").path)
        let process = try spawn(["timeout", "-k", "2", "\(seconds)"] + command, output: output, errors: errors)
        let status = wait(for: process)
        return Finished(status: status, output: text(output), errors: text(errors))
    }

    /// Runs `command` and throws what it said when it fails.
    static func need(_ command: [String]) throws {
        let finished = try run(command)
        guard finished.status == 0 else {
            throw Failed(description: "\(command.joined(separator: " ")): \(finished.errors)\(finished.output)")
        }
    }

    /// Starts a server that runs until `stop`; what it prints goes to `log`.
    static func start(_ command: [String], log: String) throws -> pid_t {
        try spawn(command, output: log, errors: log)
    }

    /// Ends a server and its children at once: Kamailio takes a minute to leave when asked politely.
    static func stop(_ process: pid_t) {
        kill(-process, SIGKILL)
        _ = wait(for: process)
    }

    /// The program under test, built beside the tests.
    static let sipdiag: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "sipdiag").path
    }()

    static func text(_ path: String) -> String {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func spawn(_ command: [String], output: String, errors: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        // A group of its own, so that all of a server's processes can be ended.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        let environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8"]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var process = pid_t()
        let error = posix_spawnp(&process, command[0], &actions, &attributes, &arguments, &variables)
        guard error == 0 else { throw Failed(description: "\(command[0]): \(String(cString: strerror(error)))") }
        return process
    }

    /// The exit status, or 128 and the signal that ended it.
    private static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }
}
