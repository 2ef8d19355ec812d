import Net
import SIP
import Testing

@testable import Lab

/// The called party in virtual time: the INVITE and its answers.
struct CalledPartyTests {
    private let caller = Caller(local: VirtualParty.caller)
    /// When a 200 or another final answer over UDP is sent again.
    private static let repetitions = [0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var script: CallScript
        var log: [String]

        init(_ name: String, _ script: CallScript, _ log: [String]) {
            (testDescription, self.script, self.log) = (name, script, log)
        }
    }

    private static func late(_ script: CallScript) -> CallScript {
        var script = script
        script.provisionals = [Provisional(100, afterMs: 20), Provisional(183, afterMs: 1000, hasMedia: true)]
        return script
    }

    private static func forked(_ script: CallScript) -> CallScript {
        var script = script
        script.forks = 2
        return script
    }

    /// What is said until nothing but repetition is left.
    @Test(arguments: [
        Row("rings", .rings, ["0 100", "0 180"]),
        Row("stalls", .stalls, ["0 100"]),
        Row("ignores", .ignores, []),
        Row("answers", .answers(afterMs: 200), ["0 100", "0 180", "200 200"]),
        Row("busy", .refuses(486), ["0 100", "0 486"]),
        Row("no answer", .refuses(480, ringingMs: 400), ["0 100", "0 180", "400 480"]),
        Row("late", late(.answers(afterMs: 300)), ["20 100", "1020 183", "1320 200"]),
        Row("forks", forked(.answers(afterMs: 10)), ["0 100", "0 180", "0 180", "10 200", "10 200"]),
        Row("forks refuse", forked(.refuses(603, ringingMs: 10)), ["0 100", "0 180", "0 180", "10 603"]),
    ])
    func script(_ row: Row) throws {
        var party = VirtualParty(try caller.invite(), row.script)
        party.run(until: 499)
        party.run(until: row.log.last?.hasPrefix("1320") == true ? 1400 : 499)
        #expect(party.log == row.log)
    }

    @Test(arguments: [false, true])
    func acceptanceIsRepeatedUntilItIsGivenUp(_ isReliable: Bool) throws {
        var party = VirtualParty(try caller.invite(), .answers(), isReliable: isReliable)
        party.run(until: 32_000)
        #expect(party.log.filter { $0.hasSuffix(" 200") } == Self.repetitions.map { "\($0) 200" })
        #expect(party.log(from: 32_000) == ["32000 BYE"])
        #expect(party.record.state == .ended(.noACK))
        #expect(party.record.missingACKs == 1)
    }

    @Test func acknowledgementEndsTheRepetition() throws {
        var party = VirtualParty(try caller.invite(), .answers())
        #expect(party.record.missingACKs == 1)
        party.receive(try caller.acknowledgement(of: try #require(party.last(200))), at: 600)
        party.run(until: 100_000)
        #expect(party.log == ["0 100", "0 180", "0 200", "500 200"])
        #expect(party.record.state == .up)
        #expect(party.record.missingACKs == 0)
        #expect(party.record.wrongs == [])
    }

    @Test func lostAcknowledgement() throws {
        var script = CallScript.answers()
        script.losesACK = true
        var party = VirtualParty(try caller.invite(), script)
        party.receive(try caller.acknowledgement(of: try #require(party.last(200))), at: 100)
        party.run(until: 32_000)
        #expect(party.log.filter { $0.hasSuffix(" 200") }.count == Self.repetitions.count)
        #expect(party.log.last == "32000 BYE")
        #expect(party.record.isAcknowledgedOnce)
    }

    @Test(arguments: [false, true])
    func refusalIsRepeatedOverUDP(_ isReliable: Bool) throws {
        var party = VirtualParty(try caller.invite(), .refuses(486), isReliable: isReliable)
        party.run()
        let times = isReliable ? [0] : Self.repetitions
        #expect(party.log.filter { $0.hasSuffix(" 486") } == times.map { "\($0) 486" })
        #expect(party.record.state == .ended(.refused(486)))
        #expect(party.record.missingACKs == 1)
        #expect(party.isForgotten)
    }

    @Test func refusalIsAcknowledged() throws {
        let invite = try caller.invite()
        var party = VirtualParty(invite, .refuses(486, [Header(.retryAfter, "5")]))
        let refusal = try #require(party.last(486))
        #expect(refusal.retryAfter?.seconds == 5)
        #expect(refusal.contacts == [])
        party.receive(try invite.acknowledgement(of: refusal), at: 10)
        party.run()
        #expect(party.log == ["0 100", "0 486"])
        #expect(party.record.missingACKs == 0)
    }

    @Test func repeatedInviteGetsTheLastAnswer() throws {
        let invite = try caller.invite()
        var party = VirtualParty(invite, .rings)
        party.receive(invite, at: 500)
        #expect(party.log == ["0 100", "0 180", "500 180"])
        #expect(party.record.received == [.invite, .invite])
    }

    // MARK: - CANCEL

    struct Cancelled: Sendable, CustomTestStringConvertible {
        var testDescription: String { "\(cancellation), \(forks)" }
        var cancellation: CallScript.Cancellation
        var forks: Int
        var log: [String]
        var state: CallRecord.State
    }

    @Test(arguments: [
        Cancelled(cancellation: .ends, forks: 1, log: ["50 200 CANCEL", "50 487 INVITE"], state: .ended(.cancelled)),
        Cancelled(cancellation: .ends, forks: 2, log: ["50 200 CANCEL", "50 487 INVITE"], state: .ended(.cancelled)),
        Cancelled(cancellation: .crosses, forks: 1, log: ["50 200 INVITE", "50 200 CANCEL"], state: .up),
        Cancelled(
            cancellation: .crosses, forks: 2, log: ["50 200 INVITE", "50 200 INVITE", "50 200 CANCEL"], state: .up),
        Cancelled(cancellation: .ignored, forks: 1, log: ["50 200 CANCEL"], state: .ringing),
    ])
    func cancel(_ row: Cancelled) throws {
        var script = CallScript.rings
        script.cancellation = row.cancellation
        script.forks = row.forks
        let invite = try caller.invite()
        var party = VirtualParty(invite, script)
        party.receive(try invite.cancellation(), at: 50)
        let answers = party.sent.suffix(row.log.count).map { "50 \($0.statusCode ?? 0) \($0.cseq?.method.name ?? "")" }
        #expect(answers == row.log)
        #expect(party.record.state == row.state)
        party.receive(try invite.cancellation(), at: 60)
        #expect(party.log.last == "60 200")
        #expect(party.record.wrongs == [])
    }

    @Test func cancelBeforeAnyAnswerIsWrong() throws {
        let invite = try caller.invite()
        var party = VirtualParty(invite, .ignores)
        party.receive(try invite.cancellation(), at: 50)
        #expect(party.record.wrongs == ["CANCEL: no provisional answer had come"])
    }

    @Test func cancelAfterTheAnswerComesTooLate() throws {
        let invite = try caller.invite()
        var party = VirtualParty(invite, .answers())
        party.receive(try invite.cancellation(), at: 50)
        #expect(party.log == ["0 100", "0 180", "0 200", "50 200"])
        #expect(party.record.state == .up)
    }

    // MARK: - What is asked of the INVITE

    @Test(
        arguments: [
            ([], 421), ([Header(.supported, "timer, 100rel")], nil), ([Header(.require, "100rel")], nil),
        ] as [([Header], Int?)])
    func reliableProvisionalsAreRequired(_ headers: [Header], _ code: Int?) throws {
        var script = CallScript.answers()
        script.requires100rel = true
        let party = VirtualParty(try caller.invite(headers), script)
        #expect(party.record.refusal == code)
        #expect(party.last(421).map { $0.values(of: .require) } == (code == nil ? nil : ["100rel"]))
    }

    @Test(arguments: [(nil, nil), (90, 422), (600, nil), (1800, nil)] as [(Int?, Int?)])
    func sessionTimerMustBeLongEnough(_ seconds: Int?, _ code: Int?) throws {
        var script = CallScript.answers()
        script.minSE = 600
        let headers = seconds.map { [Header(.sessionExpires, "\($0)")] } ?? []
        let party = VirtualParty(try caller.invite(headers), script)
        #expect(party.record.refusal == code)
        #expect(party.last(422)?.value(of: .minSE) == (code == nil ? nil : "600"))
        #expect(
            party.last(200)?.value(of: .sessionExpires) == (code == nil ? seconds.map { "\($0);refresher=uas" } : nil))
    }

    @Test func provisionalAnswersAreSentUntilTheirPRACK() throws {
        var script = CallScript.answers(afterMs: 100)
        script.requires100rel = true
        script.provisionals = [Provisional(100), Provisional(180), Provisional(183)]
        var party = VirtualParty(try caller.invite([Header(.supported, "100rel")]), script)
        party.run(until: 1600)
        #expect(party.log == ["0 100", "0 180", "500 180", "1500 180"])
        let ringing = try #require(party.last(180))
        #expect(ringing.values(of: .rSeq) == ["1"] && ringing.values(of: .require) == ["100rel"])

        func prack(_ number: Int, _ cseq: UInt32) throws -> Message {
            try caller.request(
                .prack, in: ringing, [Header(.rAck, "\(number) 1 INVITE")], branch: "p\(number)-\(cseq)", cseq: cseq)
        }
        party.receive(try prack(9, 2))
        #expect(party.log.last == "1600 481")
        party.receive(try prack(1, 3))
        #expect(party.log.suffix(2) == ["1600 200", "1600 183"])
        party.receive(try prack(2, 4))
        party.run(until: 1750)
        #expect(party.log.suffix(2) == ["1600 200", "1700 200"])
        #expect(party.record.wrongs == [])
    }

    @Test func provisionalAnswerWithoutPRACKEndsTheCall() throws {
        var script = CallScript.answers()
        script.requires100rel = true
        var party = VirtualParty(try caller.invite([Header(.supported, "100rel")]), script)
        party.run(until: 32_000)
        #expect(party.log.filter { $0.hasSuffix(" 180") }.count == 7)
        #expect(party.log.last == "32000 504")
    }
}

extension CallRecord {
    fileprivate var isAcknowledgedOnce: Bool { dialogs.allSatisfy(\.isAcknowledged) }
}
