import Net
import SIP
import Testing

@testable import Lab

/// The called party in virtual time: calls that are up.
struct PartyDialogTests {
    private let caller = Caller(local: VirtualParty.caller)

    /// An answered call whose ACKs have come at 10 ms.
    private func answered(_ change: (inout CallScript) -> Void = { _ in }, at local: Endpoint = VirtualParty.server)
        throws -> VirtualParty
    {
        var script = CallScript.answers()
        change(&script)
        var party = VirtualParty(try caller.invite(), script)
        for response in party.sent.filter({ $0.statusCode == 200 }) {
            party.receive(try caller.acknowledgement(of: response), at: 10, arriving: local)
        }
        return party
    }

    private func request(
        _ method: SIP.Method, _ party: VirtualParty, _ headers: [Header] = [], branch: String = "r1", cseq: UInt32 = 2
    ) throws -> Message {
        let answer = try #require(party.sent.last { $0.statusCode == 200 && !$0.contacts.isEmpty })
        return try caller.request(method, in: answer, headers, branch: branch, cseq: cseq)
    }

    @Test func callerHangsUp() throws {
        var party = try answered()
        let bye = try request(.bye, party)
        party.receive(bye, at: 100)
        party.receive(bye, at: 600)
        #expect(party.log(from: 100) == ["100 200", "600 200"])
        party.receive(try request(.bye, party, branch: "r2", cseq: 3), at: 700)
        #expect(party.log.last == "700 481")
        #expect(party.record.state == .ended(.byCaller))
        #expect(party.record.wrongs == [])
        party.run()
        #expect(party.isForgotten && party.now == 32_100)
    }

    @Test func everyForkIsACallOfItsOwn() throws {
        var party = try answered { $0.forks = 3 }
        #expect(party.record.dialogs.map(\.state) == [.up, .up, .up])
        #expect(Set(party.record.dialogs.map(\.tag)).count == 3)
        let answers = party.sent.filter { $0.statusCode == 200 }
        for (number, answer) in answers.dropLast().enumerated() {
            party.receive(try caller.request(.bye, in: answer, branch: "b\(number)", cseq: 2), at: 50)
        }
        #expect(party.record.dialogs.map(\.state) == [.ended(.byCaller), .ended(.byCaller), .up])
        #expect(party.record.state == .up)
        #expect(party.record.wrongs == [])
    }

    @Test func byeBeforeTheACKIsTaken() throws {
        var party = VirtualParty(try caller.invite(), .answers())
        party.receive(try request(.bye, party), at: 100)
        party.run(until: 2000)
        #expect(party.log == ["0 100", "0 180", "0 200", "100 200"])
        #expect(party.record.state == .ended(.byCaller))
        #expect(party.record.missingACKs == 1)
    }

    @Test func byeBeforeTheAnswerEndsTheCall() throws {
        let invite = try caller.invite()
        var party = VirtualParty(invite, .rings)
        party.receive(
            try caller.request(.bye, in: try #require(party.last(180)), branch: "b", cseq: 2), at: 100)
        #expect(party.log(from: 100) == ["100 200", "100 487"])
        #expect(party.record.state == .ended(.cancelled))
    }

    @Test func calleeHangsUp() throws {
        let reason = Header(.reason, "Q.850;cause=16")
        var party = try answered { $0.inCall = [InCall(.bye, afterMs: 500, [reason])] }
        party.run(until: 1100)
        #expect(party.log(from: 20) == ["510 BYE", "1010 BYE"])
        let bye = try #require(party.last(.bye))
        #expect(bye.reasons.first?.cause == 16)
        #expect(bye.requestURIText == "sip:alice@127.0.0.1:40000")
        #expect(bye.to?.tag == "a1" && bye.from?.tag == party.record.dialogs.first?.tag)
        party.receive(try ResponseBuilder(to: bye, 200).build(), at: 1200)
        party.run()
        #expect(party.record.state == .ended(.byCallee))
        #expect(party.record.answers == [.bye: 200])
        #expect(party.log.last == "1010 BYE")
    }

    /// Both hang up at once: each BYE gets its 200.
    @Test func hangingUpCrosses() throws {
        var party = try answered { $0.inCall = [InCall(.bye, afterMs: 500)] }
        party.receive(try request(.bye, party), at: 511)
        #expect(party.log(from: 500) == ["510 BYE", "511 200"])
        #expect(party.record.state == .ended(.byCallee))
    }

    @Test func requestsInTheCallAreSent() throws {
        var party = try answered {
            $0.inCall = [InCall(.options, afterMs: 10), InCall(.info, afterMs: 20), InCall(.invite, afterMs: 30)]
        }
        party.run(until: 45)
        #expect(party.log(from: 11) == ["20 OPTIONS", "30 INFO", "40 INVITE"])
        for method in [SIP.Method.options, .info, .invite] {
            party.receive(try ResponseBuilder(to: try #require(party.last(method)), 200).build(), at: 50)
        }
        #expect(party.log.last == "50 ACK")
        let invite = try #require(party.last(.invite))
        let ack = try #require(party.last(.ack))
        #expect(ack.cseq?.number == invite.cseq?.number && ack.topVia?.branch != invite.topVia?.branch)
        #expect(party.record.answers == [.options: 200, .info: 200, .invite: 200])
        let numbers = party.sent.filter { $0.isRequest && $0.method != .ack }.compactMap { $0.cseq?.number }
        #expect(numbers == [1, 2, 3])
    }

    @Test func nothingIsSentInACallThatIsOver() throws {
        var party = try answered { $0.inCall = [InCall(.options, afterMs: 1000), InCall(.bye, afterMs: 2000)] }
        party.receive(try request(.bye, party), at: 500)
        party.run()
        #expect(party.log(from: 500) == ["500 200"])
    }

    @Test(arguments: [SIP.Method.options, .info, .update, .message])
    func requestsOfTheCallerAreAnswered(_ method: SIP.Method) throws {
        var party = try answered()
        party.receive(try request(method, party), at: 100)
        #expect(party.log(from: 100) == ["100 200"])
    }

    @Test func laterInviteIsAcceptedUntilItsACK() throws {
        var party = try answered()
        party.receive(try request(.invite, party), at: 100)
        party.run(until: 700)
        #expect(party.log(from: 100) == ["100 200", "600 200"])
        party.receive(try caller.acknowledgement(of: try #require(party.last(200))), at: 700)
        party.run(until: 60_000)
        #expect(party.log(from: 650) == [])
        #expect(party.record.state == .up && party.record.wrongs == [])
    }

    // MARK: - What callers do wrong

    @Test func wrongsAreTold() throws {
        var party = VirtualParty(try caller.invite(), .answers())
        let answer = try #require(party.last(200))
        let right = try caller.acknowledgement(of: answer)
        let text = String(decoding: right.bytes, as: UTF8.self)
        func received(_ old: String, _ new: String) throws -> [String] {
            var party = party
            party.receive(try Requests.message(Array(text.replacing(old, with: new).utf8)), at: 10)
            return party.record.wrongs
        }
        #expect(try received("", "") == [])
        #expect(try received("ACK sip:lab-0@", "ACK sip:bob@").count == 1)
        #expect(try received("CSeq: 1 ACK", "Route: <sip:127.0.0.9;lr>\r\nCSeq: 1 ACK").count == 1)
        #expect(try received("CSeq: 1 ACK", "CSeq: 2 ACK").count == 1)
        #expect(try received("tag=a1", "tag=a2").count == 1)
        #expect(try received("CSeq: 1 ACK", "CSeq: 1 ACK\r\nAuthorization: Digest a=b").count == 1)
        party.receive(right, at: 10, arriving: Endpoint(.v4(0x7F40_0002), port: 5060))
        #expect(party.record.wrongs == ["ACK: it was sent to 127.64.0.2:5060, and not to 127.64.0.1:5060"])
    }

    @Test func proxiesStayOnTheWay() throws {
        let near = Endpoint(.v4(0x7F40_0002), port: 5060)
        let far = Endpoint(.v4(0x7F40_0003), port: 5060)
        let party = try answered({ $0.recordRoute = [near, far] }, at: far)
        let answer = try #require(party.last(200))
        #expect(answer.recordRoutes.map(\.description) == ["<sip:127.64.0.2:5060;lr>", "<sip:127.64.0.3:5060;lr>"])
        #expect(party.record.wrongs == [])
    }

    @Test func contactIsWhereTheScriptSays() throws {
        let elsewhere = Endpoint(.v4(0x7F40_0009), port: 5070)
        let party = try answered({ $0.contact = elsewhere }, at: elsewhere)
        #expect(party.last(200)?.contacts.first?.uri?.sip?.host == elsewhere.host)
        #expect(party.record.wrongs == [])
    }

    @Test func floodIsNotWrittenDown() throws {
        var party = try answered()
        for number in UInt32(2)..<1200 {
            party.receive(try request(.info, party, branch: "f\(number)", cseq: 2))
        }
        #expect(party.record.received.count == 1000 && party.record.wrongs.count == 1000)
        #expect(party.log.last == "10 200")
    }

    // MARK: - Late offer

    @Test func offerStandsInTheAnswer() throws {
        var party = VirtualParty(try caller.invite(body: nil), .answers())
        let answer = try #require(party.last(200))
        #expect(String(decoding: answer.bodyBytes, as: UTF8.self).contains("m=audio 30000 RTP/AVP 8 0 101"))
        party.receive(try caller.acknowledgement(of: answer, body: Caller.sdp(Caller.offer)), at: 5)
        #expect(party.record.lateAnswer == Caller.sdp(Caller.offer).bytes)
        #expect(party.record.wrongs == [])
    }

    @Test func missingAnswerIsTold() throws {
        var party = VirtualParty(try caller.invite(body: nil), .answers())
        party.receive(try caller.acknowledgement(of: try #require(party.last(200))), at: 5)
        #expect(party.record.wrongs == ["ACK: the media answer is missing"])
    }
}
