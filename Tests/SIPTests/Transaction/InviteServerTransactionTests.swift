import SIP
import Testing

@Suite struct InviteServerTransactionTests {
    private let invite: Message

    init() throws {
        invite = try Samples.request(.invite)
    }

    private func clock(_ code: Int, isReliable: Bool = false) throws -> VirtualClock<InviteServerTransaction> {
        VirtualClock(
            InviteServerTransaction(answer: try Samples.response(to: invite, code), isReliable: isReliable))
    }

    private func ack(cseq: UInt32 = 7) throws -> Message {
        var builder = try Samples.builder(.ack)
        builder.cseq = cseq
        return try builder.build()
    }

    @Test(arguments: [(200, false), (200, true), (488, false)])
    func repeatedUntilItIsGivenUp(_ code: Int, _ isReliable: Bool) throws {
        var clock = try clock(code, isReliable: isReliable)
        clock.run()
        #expect(
            clock.times(of: "send \(code)")
                == [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500])
        #expect(clock.log.suffix(2) == ["32000 timed out", "32000 terminated"])
        #expect(clock.timersRunning.isEmpty)
    }

    @Test func aRejectionOverAStreamIsSaidOnce() throws {
        var clock = try clock(488, isReliable: true)
        clock.run()
        #expect(clock.log == ["0 send 488", "32000 timed out", "32000 terminated"])
    }

    @Test func theACKEndsIt() throws {
        var clock = try clock(200)
        clock.receive(try ack(cseq: 6), at: 600)
        clock.receive(try ack(), at: 700)
        clock.receive(try ack(), at: 800)
        #expect(clock.log == ["0 send 200", "500 send 200", "700 terminated"])
        #expect(clock.timersRunning.isEmpty)
    }

    @Test func transportErrors() throws {
        var clock = try clock(200)
        clock.fail(at: 3)
        #expect(clock.log == ["0 send 200", "3 transport failed", "3 terminated"])
        #expect(clock.timersRunning.isEmpty)
    }
}
