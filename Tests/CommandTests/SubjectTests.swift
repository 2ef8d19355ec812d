import Foundation
import TestSupport
import Testing

/// What the first word of `why` is taken for, in the contract's order.
@ReportThread
@Suite struct SubjectTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var word: String
        var says: String
        /// The first cause that is listed.
        var cause: String?

        var testDescription: String { word }
    }

    nonisolated static let rows = [
        Row(word: "486", says: "486 Busy Here: ", cause: "callee.busy"),
        Row(word: "408", says: "sipdiag why 408 sip:bob@example.com", cause: "callee.no-response"),
        Row(word: "699", says: "699 "),
        Row(word: "Q.850:34", says: "Q.850 cause 34, No circuit"),
        Row(word: "q.850:16", says: "Q.850 cause 16, "),
        Row(word: "warning:304", says: "Warning 304, Media type not available"),
        Row(word: "net.udp-blocked", says: "UDP SIP is blocked", cause: "net.udp-blocked"),
        Row(word: "no-response", says: "sipdiag why no-response sip:bob@example.com", cause: "dns.nxdomain"),
    ]

    @Test(arguments: rows)
    func isExplainedOffline(_ row: Row) throws {
        let run = try Program.run("why", row.word, "--json")
        #expect(run.status == 0)
        let report = try run.json()
        #expect((report["target"] as? String)?.lowercased() == row.word.lowercased())
        #expect((report["summary"] as? String)?.contains(row.says) == true)
        #expect((report["findings"] as? [Any])?.isEmpty == true)
        let causes = try #require(report["causes"] as? [[String: Any]])
        if let cause = row.cause { #expect(causes.first?["id"] as? String == cause) }
        #expect(causes.allSatisfy { $0["confidence"] as? String == "possible" })
        #expect(!run.output.contains("not measured"))
    }

    @Test func aSymptomListsItsCauses() throws {
        let run = try Program.run("why", "no-response")
        #expect(run.output.contains("\nLikely causes, the first one first\n  1. "))
        #expect(run.output.contains("(net.udp-blocked; to act: network)"))
        #expect(run.output.contains("(dns.servfail; to act: "))
        #expect(!run.output.contains("Nothing was measured."))
    }

    @Test func failedTLSIsMeasuredOverTLS() throws {
        let run = try Program.run("why", "tls-failed", "--lab", "tls-expired", "--json")
        #expect(run.status == 2)
        let causes = try #require(try run.json()["causes"] as? [[String: Any]])
        #expect(causes.first?["id"] as? String == "tls.certificate-expired")
    }

    @Test func aFileComesBeforeACode() throws {
        let folder = try Folder()
        let file = try folder.file("486", try Program.run("why", "--lab", "healthy", "--json").output)
        let run = try Program.run("why", file)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("OK  OPTIONS over UDP"))
    }

    @Test func afterTwoHyphensItIsATarget() throws {
        let listener = Listener()
        let run = try Program.run("why", "--timeout", "50ms", "--", "127.0.0.1:\(listener.port)")
        #expect(run.status == 2)
        #expect(listener.hears())
        let code = try Program.run("why", "--resolver", "127.0.0.1:1", "--", "no-response")
        #expect(code.status == 2)
        #expect(code.output.contains("why no-response"))
    }

    @Test(arguments: [
        ["408"], ["no-response"], ["connection-refused"], ["drops-after-32s"], ["drops-at-fixed-time"],
        ["intermittent"], ["no-audio"], ["no-inbound-calls"], ["one-way-audio"], ["ringing-then-cancelled"],
        ["trying-then-nothing"],
    ])
    func aFailureSeenElsewhereIsMeasuredNow(word: [String]) throws {
        let dead = try Program.run(["why"] + word + ["--lab", "udp-dead"])
        #expect(dead.status == 2)
        #expect(dead.output.contains("net.udp-blocked"))
        let alive = try Program.run(["why"] + word + ["--lab", "healthy", "--json"])
        #expect(alive.status == 0)
        let summary = try alive.json()["summary"] as? String
        #expect(summary?.contains("seen elsewhere; now OPTIONS over UDP") == true)
    }

    /// Whoever names a user wants a call, unless told otherwise; a failure seen elsewhere rings nobody again.
    @Test(arguments: [([String](), true), (["--no-call"], false), (["480"], false)])
    func aUserIsCalled(more: [String], isCalled: Bool) throws {
        let listener = Listener()
        let target = "sip:bob@127.0.0.1:\(listener.port)"
        let code = more.filter { !$0.hasPrefix("-") }
        let options = more.filter { $0.hasPrefix("-") }
        let why = try Program.run(["why"] + code + [target, "--timeout", "50ms", "--trace"] + options)
        #expect(why.output.contains("-> INVITE sip:bob@") == isCalled)
        #expect(why.output.contains("-> OPTIONS sip:bob@"))
    }
}
