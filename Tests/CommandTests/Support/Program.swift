import Foundation
import TestSupport
import Testing

/// What a finished program left behind.
struct Finished: Sendable {
    var status: Int32
    var output: String
    var errors: String
    var seconds: Double

    /// The report or the usage error that it printed as JSON; it is as `sipdiag schema report` says.
    func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: Any] {
        let problems = try JSONSchema.report.get().problems(in: output.utf8)
        #expect(problems == [], sourceLocation: sourceLocation)
        let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(object as? [String: Any], sourceLocation: sourceLocation)
    }

    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init) }
}

/// A run of the program under test. `posix_spawn`, because Foundation's `Process` waits by a run loop and hangs on a
/// thread of the cooperative pool.
struct Program: ~Copyable {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    /// Whom a test that ends the program early signals.
    let process: pid_t
    private let folder: String
    private let started = DispatchTime.now()

    /// - Parameters:
    ///   - input: what standard input reads.
    ///   - terminal: the terminal that standard input and standard error are, and that sends signals.
    ///   - output: where standard output goes; nil: it is kept, and told by `finish`.
    ///   - closed: descriptors that are closed: 1 is standard output.
    ///   - launcher: a program that starts it, and the words for that.
    ///   - environment: all of it.
    init(
        _ arguments: [String], input: String = "/dev/null", terminal: PseudoTerminal? = nil, output: String? = nil,
        closed: [Int32] = [], launcher: [String] = [],
        environment: [String: String] = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"]
    ) throws {
        folder = NSTemporaryDirectory() + "sipdiag-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT
        posix_spawn_file_actions_addopen(&actions, 0, terminal?.path ?? input, terminal == nil ? O_RDONLY : O_RDWR, 0)
        // Files, not pipes: a program that fills a pipe nobody reads would hang.
        posix_spawn_file_actions_addopen(&actions, 1, output ?? "\(folder)/out", flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, terminal?.path ?? "\(folder)/err", flags, 0o600)
        for fd in closed { posix_spawn_file_actions_addclose(&actions, fd) }
        let command = launcher + [Self.path]
        var words: [UnsafeMutablePointer<CChar>?] = (command + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        // POSIX_SPAWN_SETSID: the first terminal that the leader of a session opens is the one that controls it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        if terminal != nil { posix_spawnattr_setflags(&attributes, 0x80) }
        var process = pid_t()
        let error = posix_spawn(&process, command[0], &actions, &attributes, &words, &variables)
        guard error == 0 else { throw Failed(description: "\(command[0]): \(String(cString: strerror(error)))") }
        self.process = process
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs to the end. The exit status, or 128 and the signal that ended it.
    static func run(_ arguments: String..., environment: [String: String]? = nil) throws -> Finished {
        try run(arguments, environment: environment)
    }

    static func run(_ arguments: [String], environment: [String: String]? = nil) throws -> Finished {
        let program =
            if let environment { try Program(arguments, environment: environment) } else { try Program(arguments) }
        return try program.finish()
    }

    /// Waits for the end; a program that takes longer than `seconds` is killed, and the test fails.
    consuming func finish(within seconds: Double = 30) throws -> Finished {
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard elapsed < seconds else {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                throw Failed(description: "no end after \(seconds) s: \(text("out"))\(text("err"))")
            }
            // `waitpid` has no deadline of its own, and the program under test runs in real time.
            usleep(2_000)
        }
        let code = status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
        return Finished(status: code, output: text("out"), errors: text("err"), seconds: elapsed)
    }

    /// What it has printed so far.
    var printed: String { text("out") }

    private var elapsed: Double { Double(DispatchTime.now().uptimeNanoseconds - started.uptimeNanoseconds) / 1e9 }

    private func text(_ file: String) -> String {
        String(decoding: FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data(), as: UTF8.self)
    }

    /// Built beside the tests.
    private static let path: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "sipdiag").path
    }()
}
