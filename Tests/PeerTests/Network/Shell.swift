import Foundation
import Synchronization

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

    /// Starts a program that runs beside the test; what it prints goes to `log`.
    static func start(_ command: [String], log: String) throws -> Running {
        Running(process: try spawn(command, output: log, errors: log), log: log)
    }

    /// Looks again and again until it holds.
    static func wait(
        for what: @autoclosure () -> String, seconds: Int = 20, until holds: () throws -> Bool
    ) throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while try !holds() {
            guard ContinuousClock.now < deadline else { throw Failed(description: "waited in vain for \(what())") }
            // Another process comes so far in real time, and has no event to wait for.
            usleep(2000)
        }
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
        // And Ctrl-C has its meaning, though a shell that runs the tests in the background takes it away.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // A thread of the pool blocks most signals; whoever waits for SIGCHLD would wait in vain.
        var mask = sigset_t()
        sigemptyset(&mask)
        posix_spawnattr_setsigmask(&attributes, &mask)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
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
    fileprivate static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }
}

/// A program that runs beside the test.
final class Running: Sendable {
    private let process: pid_t
    private let log: String
    private let status = Mutex<Int32?>(nil)

    fileprivate init(process: pid_t, log: String) {
        self.process = process
        self.log = log
    }

    /// What it has printed so far.
    var said: String { Shell.text(log) }

    func signal(_ signal: Int32) {
        status.withLock { status in if status == nil { kill(process, signal) } }
    }

    /// Waits for its end, which it must bring about itself.
    func end() -> Int32 {
        status.withLock { status in
            let ended = status ?? Shell.wait(for: process)
            status = ended
            return ended
        }
    }

    /// Ends it and its children at once: Kamailio takes a minute to leave when asked politely.
    func stop() {
        status.withLock { status in
            guard status == nil else { return }
            kill(-process, SIGKILL)
            status = Shell.wait(for: process)
        }
    }
}
