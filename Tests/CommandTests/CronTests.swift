import Foundation
import Lab
import Net
import SIP
import TestSupport
import Testing

/// `sipdiag check` as cron runs it, however poor the place: it says what it found, what it could not do, and spoils nothing.
@CommandThread
@Suite struct CronTests {
    private let block = AddressBlock.random()

    /// One check that fails at once: nothing listens there.
    private func file(_ folder: Folder, _ name: String = "dead") throws -> String {
        try folder.file(
            "check.yaml",
            "schema: sipdiag/check/1\ntargets: [{name: \(name), target: \"sip:\(block.address(2));transport=udp\"}]\n")
    }

    @Test(
        arguments: [
            ([:], []), (["PATH": "/bin"], [0]), (["HOME": "", "TERM": "", "LANG": "no_SUCH"], []), ([:], [0, 2]),
        ] as [([String: String], [Int32])])
    func whatIsMissingIsNotNeeded(_ environment: [String: String], closed: [Int32]) throws {
        let folder = try Folder()
        let run = try Program(
            ["check", try file(folder), "--state", "\(folder.path)/state"], closed: closed, environment: environment
        ).finish()
        #expect(run.status == 2 && run.errors.isEmpty, "\(run)")
        #expect(run.output.hasPrefix("FAIL net.port-closed (likely) - options sip:"), "\(run.output)")
        #expect(FileManager.default.fileExists(atPath: "\(folder.path)/state/state.json"))
    }

    /// What was found is remembered all the same.
    @Test(arguments: [[1], [0, 1, 2]] as [[Int32]])
    func whatNobodyCanReadIsUnknown(closed: [Int32]) throws {
        let folder = try Folder()
        let run = try Program(["check", try file(folder), "--state", "\(folder.path)/state"], closed: closed).finish()
        #expect(run.status == 3 && run.output.isEmpty)
        #expect(run.errors.hasPrefix("sipdiag: standard output: ") == !closed.contains(2), "\(run.errors)")
        #expect(try State(folder).names == ["dead options"])
    }

    /// A file system without room, on which lie the state and the report of the run before.
    @Test(.enabled(if: geteuid() == 0, "mounting a full file system needs root"), arguments: ["state", "output"])
    func aFullDiskSpoilsNothing(option: String) throws {
        let folder = try Folder()
        let first = try Program.run("check", try file(folder), "--state", "\(folder.path)/state")
        #expect(first.status == 2)
        try folder.makeFolder("small")
        let small = "\(folder.path)/small"
        let script = """
            mount -t tmpfs -o size=64k none \(small) && cp -r \(folder.path)/state \(small) || exit 99
            echo the report before > \(small)/output; head -c 100000 /dev/zero > \(small)/rest 2> /dev/null
            "$@"; status=$?
            cmp \(folder.path)/state/state.json \(small)/state/state.json && ls -A \(small)/state \(small)
            cat \(small)/output; exit $status
            """
        let run = try Program(
            ["check", try file(folder, "another"), "--\(option)", "\(small)/\(option)"],
            launcher: ["/usr/bin/unshare", "-m", "--propagation", "private", "/bin/sh", "-c", script, "sh"]
        ).finish()
        #expect(run.status == 3)
        let lost =
            option == "state"
            ? "--state \(small)/state/state.json: no space left on the device; what was found is not remembered"
            : "--output \(small)/output: no space left on the device; the report was not written"
        #expect(run.errors == "sipdiag: \(lost)\n")
        #expect(run.output.contains(" - another options\n") == (option == "state"), "\(run.output)")
        #expect(
            run.output.hasSuffix(
                "\(small):\noutput\nrest\nstate\n\n\(small)/state:\nlock\nstate.json\nthe report before\n"),
            "\(run.output)")
    }

    /// Without its lock nobody knows whether another run asks the same hosts now.
    @Test(.enabled(if: geteuid() == 0, "mounting needs root"))
    func aStateThatCannotBeWrittenIsTold() throws {
        let folder = try Folder()
        try folder.makeFolder("state")
        let state = "\(folder.path)/state"
        let script = "mount --bind \(state) \(state) && mount -o remount,bind,ro \(state) && exec \"$@\""
        let run = try Program(
            ["check", try file(folder), "--state", state],
            launcher: ["/usr/bin/unshare", "-m", "--propagation", "private", "/bin/sh", "-c", script, "sh"]
        ).finish()
        #expect(run.status == 3 && run.output.isEmpty)
        #expect(run.errors == "sipdiag: --state \(state): Read-only file system; nothing was sent\n")
    }

    /// A check is due whatever the clock did in between: set back, its times lie in the future; set forward, far behind.
    @Test(arguments: ["2099-01-01T00:00:00.000Z", "1999-01-01T00:00:00.000Z"])
    func aClockThatJumpsStopsNoCheck(_ time: String) throws {
        let folder = try Folder()
        let arguments = ["check", try file(folder), "--state", "\(folder.path)/state"]
        #expect(try Program.run(arguments).status == 2)
        try State(folder).set(["at": time, "since": time, "rests_until": "2099-01-01T00:10:00.000Z"], in: folder)
        let run = try Program.run(arguments)
        #expect(run.status == 2 && !run.output.contains("not due"), "\(run.output)")
        #expect(try State(folder).time.hasPrefix("20") && State(folder).time != time)
        // And from now on it has its interval again.
        #expect(try Program.run(arguments).output.contains("(not due)"))
    }

    private static let rfc3339 = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// cron begins a minute a moment too soon.
    @Test func aCheckThatIsDueInAMomentIsWaitedFor() throws {
        let folder = try Folder()
        let arguments = ["check", try file(folder), "--state", "\(folder.path)/state"]
        #expect(try Program.run(arguments).status == 2)
        let before = Date.now.addingTimeInterval(-58.5)
        try State(folder).set(["at": before.formatted(Self.rfc3339)], in: folder)
        let run = try Program.run(arguments)
        #expect(run.status == 2 && !run.output.contains("not due"), "\(run.output)")
        let since = try Date(State(folder).time, strategy: Self.rfc3339)
        #expect(since.timeIntervalSince(before) >= 60)
    }

    /// A host that one check met with Retry-After is left alone by all of them, from run to run.
    @Test func aHostThatRestsIsAskedByNobody() async throws {
        let folder = try Folder()
        let server = try await Self.overloaded(block)
        let target = "sip:\(block.address(1));transport=udp"
        let arguments = ["check", "\(folder.path)/check.yaml", "--state", "\(folder.path)/state"]
        let texts = [["first"], ["first", "second"]].map { names in
            "schema: sipdiag/check/1\ntargets:\n"
                + names.map { "  - {name: \($0), target: \"\(target)\"}\n" }.joined()
        }
        _ = try folder.file("check.yaml", texts[0])
        let first = try Program.run(arguments)
        let asked = await server.requestCount
        _ = try folder.file("check.yaml", texts[1])
        let second = try Program.run(arguments)
        let askedAgain = await server.requestCount
        await server.stop()
        #expect(first.status == 1 && asked > 0, "\(first)")
        #expect(askedAgain == asked)
        #expect(second.status == 1 && second.output.contains("(not due)"), "\(second)")
        #expect(
            second.output.contains("UNKNOWN - second options - its host asked to be left alone\n"), "\(second.output)")
    }

    @NetActor
    private static func overloaded(_ block: AddressBlock) async throws -> SIPServer {
        try await SIPServer.start(
            .init(block.endpoint(1, port: 5060), udp: .code(503, [Header(.retryAfter, "600")]), tcp: .closed),
            on: SystemNetwork())
    }
}

/// What lies in the folder `state`.
private struct State {
    private var document: [String: Any]

    init(_ folder: Folder) throws {
        let data = try #require(FileManager.default.contents(atPath: "\(folder.path)/state/state.json"))
        document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private var checks: [[String: Any]] { document["checks"] as? [[String: Any]] ?? [] }
    private var histories: [[String: Any]] { checks.compactMap { $0["history"] as? [String: Any] } }

    var names: [String] { checks.compactMap { $0["name"] as? String } }

    /// When the first check began.
    var time: String { histories.first?["at"] as? String ?? "" }

    /// Writes other values of the first check.
    func set(_ values: [String: String], in folder: Folder) throws {
        let history = try #require(histories.first).merging(values) { $1 }
        let changed: [String: Any] = [
            "schema": document["schema"] ?? "", "checks": [["name": names[0], "history": history]],
        ]
        let data = try JSONSerialization.data(withJSONObject: changed)
        _ = try folder.file("state/state.json", Array(data))
    }
}
