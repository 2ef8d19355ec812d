import Foundation
import Net
import TestSupport
import Testing

/// `kill -9` at random moments of `sipdiag check --state`: what the last finished run wrote is there, whole.
/// SIPDIAG_KILLS=1000 asks for more, SIPDIAG_SEED=N for the moments of another time.
@CommandThread
@Suite struct KilledCheckTests {
    private static let kills = Environment.value("SIPDIAG_KILLS").flatMap { Int($0) } ?? 100
    /// The file must be large enough for a kill to meet its writing.
    private static let remembered = 300

    @Test func theStateIsWholeWheneverARunIsKilled() throws {
        let seed = Environment.value("SIPDIAG_SEED").flatMap { UInt64($0) } ?? .random(in: 0...UInt64(UInt32.max))
        var chance = FixedGenerator(seed: seed)
        let folder = try Folder()
        try folder.makeFolder("state")
        _ = try folder.file("state/state.json", Self.state)
        var finished: Set<String> = []
        var (seconds, met) = (0.0, 0)
        for number in 0..<Self.kills {
            let says: Comment = "kill \(number), SIPDIAG_SEED=\(seed)"
            // A new check each time: one that was there before would not be due.
            if number % 10 == 0 {
                let run = try Self.start("whole \(number)", in: folder).finish()
                #expect(run.status == 2 && run.errors.isEmpty, "\(says): \(run.errors)")
                finished.insert("whole \(number)")
                seconds = seconds == 0 ? run.seconds : min(seconds, run.seconds)
            }
            let program = try Self.start("killed \(number)", in: folder)
            if number % 2 == 0 {
                usleep(.random(in: 0...UInt32(1_200_000 * seconds), using: &chance))
            } else {
                Self.waitForWriting(in: "\(folder.path)/state", seconds: 1.2 * seconds)
                if number % 4 == 1 { usleep(.random(in: 0...3000, using: &chance)) }
            }
            kill(program.process, SIGKILL)
            let run = try program.finish()
            #expect([2, 128 + SIGKILL].contains(run.status) && run.errors.isEmpty, "\(says): \(run)")
            if run.status == 2 { finished.insert("killed \(number)") }

            let names = try Self.names(in: "\(folder.path)/state/state.json")
            #expect(finished.subtracting(names).isEmpty && names.count >= Self.remembered + finished.count, says)
            let files = Set(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/state"))
            #expect(files.subtracting([".state.json.tmp"]) == ["lock", "state.json"], says)
            if files.contains(".state.json.tmp") { met += 1 }
        }
        print(
            "\(Self.kills) kills, SIPDIAG_SEED=\(seed): \(met) left a part of a file, \(finished.count) runs finished")
        let last = try Self.start("last", in: folder).finish()
        #expect(last.status == 2 && last.errors.isEmpty, "\(last.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/state/.state.json.tmp"))
    }

    /// The writing is short: every other kill waits for its beginning, whichever file is written.
    private static func waitForWriting(in folder: String, seconds: Double) {
        let end = ContinuousClock.now + .seconds(seconds)
        let before = number(of: "\(folder)/state.json")
        while access("\(folder)/.state.json.tmp", F_OK) != 0, number(of: "\(folder)/state.json") == before,
            ContinuousClock.now < end
        {}
    }

    /// The file's number on its file system; another file in its place has another one.
    private static func number(of path: String) -> ino_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_ino : 0
    }

    /// Nothing listens there: one quick failure.
    private static func start(_ name: String, in folder: Folder) throws -> Program {
        let file = try folder.file(
            "check.yaml",
            "schema: sipdiag/check/1\ntargets: [{name: \(name), target: \"sip:127.0.0.1:9;transport=udp\"}]\n"
        )
        return try Program(["check", file, "-q", "--state", "\(folder.path)/state"])
    }

    private static func names(in path: String) throws -> Set<String> {
        let data = try #require(FileManager.default.contents(atPath: path))
        let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let checks = try #require(object?["checks"] as? [[String: Any]])
        return Set(checks.compactMap { ($0["name"] as? String)?.replacing(" options", with: "") })
    }

    private static var state: String {
        let now = Date.now.ISO8601Format()
        let checks = (0..<remembered).map { number in
            """
            {"name": "earlier \(number)", "history": {"settled": "ok", "since": "\(now)", "verdict": "ok", \
            "line": "OK", "command": "options", "at": "\(now)", "in_a_row": 1, "flapping": false, "recent": "+"}}
            """
        }
        return "{\"schema\": \"sipdiag.state/1\", \"checks\": [\(checks.joined(separator: ","))]}"
    }
}
