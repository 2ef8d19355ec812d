import Diagnosis
import FoundationEssentials
import Net
import TestSupport
import Testing

@testable import Service

@Suite final class StateStoreTests {
    private let root = FileManager.default.temporaryDirectory.appending(path: "sipdiag-\(UUID())").path()
    private var folder: String { "\(root)/a/b" }
    private let now = Timestamp(millisecondsSince1970: 1_795_000_000_000)

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    @Test func whatIsSavedIsReadAgain() throws {
        var history = CheckHistory(first: CheckHistoryTests.result("c", at: 1))
        _ = history.note(CheckHistoryTests.result("c", at: 1), by: AlertRule())
        history.restsUntil = now
        do {
            var store = try StateStore.open(folder, now: now)
            #expect(store.warning == nil)
            store.state.histories = ["a \"b\"\n": history, "c": CheckHistory(first: history.last)]
            try store.save()
        }
        let again = try StateStore.open(folder, now: now)
        #expect(again.state.histories == ["a \"b\"\n": history, "c": CheckHistory(first: history.last)])
        let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/state.json")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func theSecondRunIsToldThatThereIsAFirst() throws {
        let first = try StateStore.open(folder, now: now)
        #expect(throws: StateStore.Problem.inUse(path: folder)) { _ = try StateStore.open(folder, now: now) }
        _ = consume first
        _ = try StateStore.open(folder, now: now)
    }

    @Test(arguments: [
        "", "{", "[]", "\u{0}\u{1}", "{\"schema\": \"sipdiag.state/2\", \"checks\": []}",
        "{\"schema\": \"sipdiag.state/1\", \"checks\": [{\"name\": \"a\"}]}",
        "{\"schema\": \"sipdiag.state/1\", \"checks\": [], ",
    ])
    func whatIsNoStateIsSetAside(_ text: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: "\(folder)/state.json", atomically: false, encoding: .utf8)
        let store = try StateStore.open(folder, now: now)
        #expect(store.state == CheckState())
        #expect(store.warning?.contains("state.json.unusable-1795000000000 now, and nothing is remembered") == true)
        let kept = try String(contentsOfFile: "\(folder)/state.json.unusable-1795000000000", encoding: .utf8)
        #expect(kept == text)
        try store.save()
        _ = consume store
        #expect(try StateStore.open("\(folder)/../b", now: now).warning == nil)
    }

    @Test func aFileInItsPlaceIsNamed() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = "\(folder)/file"
        try "".write(toFile: file, atomically: false, encoding: .utf8)
        #expect(throws: StateStore.Problem.file(path: file, .other(20))) { _ = try StateStore.open(file, now: now) }
        let within = "\(file)/state"
        #expect(throws: StateStore.Problem.self) { _ = try StateStore.open(within, now: now) }
    }
}
