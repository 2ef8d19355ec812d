import Foundation
import TestSupport
import Testing

/// A call to SIPp: what it does, and what must be told of it.
struct SIPpCall: CustomTestStringConvertible, Sendable {
    var scenario: String
    var replacing: [String: String] = [:]
    var arguments: [String] = []
    var transport = "udp"
    var outcome: String
    var facts: [String: Judgement.Fact] = [:]
    var cause: String?
    var exitCode: Int32

    var testDescription: String {
        ([scenario, transport] + replacing.values.sorted() + arguments).joined(separator: " ")
    }

    static func refused(_ status: String, _ header: String, _ facts: [String: Judgement.Fact], cause: String) -> Self {
        SIPpCall(
            scenario: "refused", replacing: ["STATUS": status, "HEADER": header], outcome: "response", facts: facts,
            cause: cause, exitCode: 2)
    }
}

private let calls: [SIPpCall] = [
    SIPpCall(
        scenario: "reliable", arguments: ["--ring", "5s"], outcome: "answered",
        facts: ["reliable": .flag(true), "early_media": .flag(true), "provisional": .text("ringing")], exitCode: 0),
    SIPpCall(
        scenario: "timer", outcome: "answered", facts: ["session_expires_s": .number(1800), "ended_by": .text("us")],
        exitCode: 0),
    SIPpCall(
        scenario: "offers", arguments: ["--late-offer"], outcome: "answered",
        facts: ["codec": .text("PCMA"), "media_address": .text("203.0.113.10:6000")], exitCode: 0),
    SIPpCall(
        scenario: "offers", arguments: ["--late-offer"], transport: "tcp", outcome: "answered",
        facts: ["transport": .text("tcp")], exitCode: 0),
    SIPpCall(
        scenario: "asks", arguments: ["--talk", "500ms"], outcome: "answered",
        facts: ["media": .text("no_inbound"), "ended_by": .text("us")], cause: "media.no-inbound-rtp", exitCode: 1),
    SIPpCall(
        scenario: "leaves", arguments: ["--talk", "10s"], transport: "tcp", outcome: "answered",
        facts: [
            "ended_by": .text("them"), "ended_reason": .text(#"Q.850;cause=16;text="Normal call clearing""#),
        ], cause: "media.no-inbound-rtp", exitCode: 1),
    SIPpCall(scenario: "ringing", outcome: "ringing", facts: ["cancelled_by_us": .flag(true)], exitCode: 0),
    SIPpCall(
        scenario: "ringing", transport: "tcp", outcome: "ringing", facts: ["code": .number(180)], exitCode: 0),
    SIPpCall(
        scenario: "ringing", arguments: ["--ring", "300ms"], outcome: "unanswered", facts: ["code": .number(180)],
        cause: "callee.no-answer", exitCode: 2),
    SIPpCall(
        scenario: "unavailable", arguments: ["--ring", "5s"], outcome: "response",
        facts: ["code": .number(480), "q850": .number(19)], cause: "callee.no-answer", exitCode: 2),
    SIPpCall(
        scenario: "trying", arguments: ["--timeout", "200ms"], outcome: "trying",
        facts: ["provisional": .text("trying")], cause: "server.stalled", exitCode: 2),
    SIPpCall(scenario: "crossing", outcome: "answered", facts: ["ended_by": .text("us")], exitCode: 0),
    .refused("486 Busy Here", "Reason: Q.850;cause=17", ["q850": .number(17)], cause: "callee.busy"),
    .refused("603 Decline", "Retry-After: 120", ["retry_after_s": .number(120)], cause: "callee.declined"),
    .refused(
        "404 Not Found", #"Reason: Q.850;cause=1;text="Unallocated number""#,
        ["q850": .number(1), "reason_text": .text("Unallocated number")], cause: "callee.not-found"),
    .refused(
        "302 Moved Temporarily", "Contact: <sip:carol@203.0.113.10:5071>",
        ["moved_to": .list(["sip:carol@203.0.113.10:5071"])], cause: "callee.moved"),
    .refused(
        "488 Not Acceptable Here", #"Warning: 304 example.test "Media type not available""#,
        ["warning": .number(304), "warning_text": .text("Media type not available")], cause: "media.codec-mismatch"),
]

/// SIPp is called, and must find that the call went as its scenario says, to the last ACK and BYE.
@CallThread
@Suite(
    .enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized,
    .timeLimit(.minutes(5)), .network { _ in })
struct CalleeTests {
    private static let target = "sip:bob@203.0.113.10:\(SIPp.port)"

    @Test(arguments: calls)
    func aCallIsUnderstoodAndEnded(call: SIPpCall) throws {
        let network = try Topology.current
        let callee = try SIPp(call.scenario, transport: call.transport, replacing: call.replacing, in: network)
        // A talk of the call's own follows, and counts.
        let talk = call.arguments.contains("--talk") ? [] : ["--talk", "0s"]
        let judgement = try Judgement(
            network, ["invite", Self.target, "--transport", call.transport] + talk + call.arguments)
        #expect(callee.complaint() == nil)
        let invite = try #require(judgement.finding("sip.invite"))
        #expect(invite.outcome == call.outcome)
        for (name, fact) in call.facts { #expect(invite.facts?[name] == fact, "\(name)") }
        #expect(invite.facts?["unanswered"] == nil)
        #expect(judgement.causes.first?.id == call.cause)
        #expect(judgement.exitCode == call.exitCode)
    }

    /// `sipdiag check` calls too, and takes the call back when it rings.
    @Test func aCheckMayCall() throws {
        let network = try Topology.current
        let callee = try SIPp("ringing", in: network)
        let file = try network.write(
            "check.yaml",
            "schema: sipdiag/check/1\ntargets: [{target: \"\(Self.target);transport=udp\", probe: [invite], allow_call: true}]\n"
        )
        let run = try network.start(.client, [Shell.sipdiag, "check", file])
        #expect(run.end() == 0, "\(run.said)")
        #expect(callee.complaint() == nil)
    }

    /// Ctrl-C and SIGTERM end the call first, with CANCEL or with BYE.
    @Test(arguments: [SIGINT, SIGTERM], [("ringing", "180 Ringing"), ("offers", "ACK sip:")])
    func aSignalEndsTheCall(signal: Int32, _ moment: (scenario: String, seen: String)) throws {
        let network = try Topology.current
        let callee = try SIPp(moment.scenario, in: network)
        let arguments = ["invite", Self.target, "--ring", "20s", "--talk", "20s", "--json"]
        let late = moment.scenario == "offers" ? ["--late-offer"] : []
        let run = try network.start(.client, [Shell.sipdiag] + arguments + late)
        try callee.hasSeen(moment.seen)
        run.signal(signal)
        #expect(run.end() == 130)
        #expect(callee.complaint() == nil)
        let judgement = try Judgement(of: Finished(status: 130, output: run.said, errors: ""), arguments)
        #expect(judgement.finding("sip.invite")?.outcome == (late.isEmpty ? "ringing" : "answered"))
    }
}
