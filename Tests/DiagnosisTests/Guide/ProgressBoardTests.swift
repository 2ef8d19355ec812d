import Testing

@testable import Diagnosis

@Suite struct ProgressBoardTests {
    private static let catalogue = Catalogue(
        tests: [
            TestDefinition(
                "sip.options", "Sends OPTIONS to every address the name leads to, and says what each one did.",
                parameters: [.init("transport", "the transport", values: ["selected", "tcp"], default: "selected")],
                outcomes: [.init("answered", "an answer", status: .pass)]),
            TestDefinition("path.size", "Sends OPTIONS of growing size.", outcomes: []),
        ], inputs: [])
    private static let udp = TestRequest(test: "sip.options", parameters: ["transport": "selected"])
    private static let tcp = TestRequest(test: "sip.options", parameters: ["transport": "tcp"])
    private static let size = TestRequest(test: "path.size")

    private func finding(_ title: String, _ status: Finding.Status) -> Finding {
        Finding(id: "sip.options", test: "sip.options", outcome: "answered", status: status, title: title)
    }

    @Test func theOldestIsNamed() {
        var board = ProgressBoard(Self.catalogue)
        #expect(board.status(atMs: 500, width: 80) == nil)
        board.begin(Self.tcp, atMs: 0)
        board.begin(Self.size, atMs: 40)
        #expect(board.status(atMs: 99, width: 80) == nil, "nothing is said at first")
        #expect(
            board.status(atMs: 1200, width: 80)
                == "… Sends OPTIONS to every address the name leads to (tcp): 1.2 s, and 1 more")
        #expect(board.status(atMs: 1200, width: 40) == "… Sends OPTIONS to …: 1.2 s, and 1 more")
        _ = board.end(Self.tcp, finding("200 OK", .pass), atMs: 1300, width: 80)
        #expect(board.status(atMs: 1400, width: 80) == "… Sends OPTIONS of growing size: 1.4 s")
    }

    @Test func whatEndsIsTold() {
        var board = ProgressBoard(Self.catalogue)
        for request in [Self.udp, Self.tcp, Self.size] { board.begin(request, atMs: 0) }
        #expect(board.end(Self.udp, finding("200 OK", .pass), atMs: 50, width: 80) == nil, "too soon to be told")
        #expect(
            board.end(Self.tcp, finding("\u{1B}[31mno answer", .fail), atMs: 2100, width: 80)
                == ["FAIL   \\x1B[31mno answer (2.1 s)"])
        #expect(board.end(Self.size, finding("not run", .skip), atMs: 2200, width: 80) == nil)
        #expect(board.end(Self.size, finding("again", .pass), atMs: 2200, width: 80) == nil, "it runs no more")
        board.begin(Self.udp, atMs: 2300)
        #expect(board.end(Self.udp, finding("\u{1B}[31mno answer", .fail), atMs: 2400, width: 80) == nil, "told before")
    }
}
