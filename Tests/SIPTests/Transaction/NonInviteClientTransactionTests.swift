import SIP
import Testing

@Suite struct NonInviteClientTransactionTests {
    private let request: Message
    private let resends = [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]

    init() throws {
        request = try Samples.request(.options)
    }

    private func clock(isReliable: Bool = false) -> VirtualClock<NonInviteClientTransaction> {
        VirtualClock(NonInviteClientTransaction(request: request, isReliable: isReliable))
    }

    private func response(_ code: Int) throws -> Message {
        try Samples.response(to: request, code)
    }

    @Test func silence() {
        var clock = clock()
        clock.run()
        #expect(clock.times(of: "send OPTIONS") == resends)
        #expect(clock.log.suffix(2) == ["32000 timed out", "32000 terminated"])
        #expect(clock.timersRunning.isEmpty)
    }

    @Test func silenceOnAStream() {
        var clock = clock(isReliable: true)
        clock.run()
        #expect(clock.log == ["0 send OPTIONS", "32000 timed out", "32000 terminated"])
    }

    /// The running timer E ends as it was started; from then on it is T2.
    @Test func aProvisionalAnswerSlowsRetransmissionDown() throws {
        var clock = clock()
        clock.receive(try response(100), at: 600)
        clock.receive(try response(100), at: 700)
        clock.run()
        #expect(
            clock.times(of: "send OPTIONS")
                == [0, 500, 1_500, 5_500, 9_500, 13_500, 17_500, 21_500, 25_500, 29_500])
        #expect(clock.delivered.map(\.statusCode) == [100, 100])
        #expect(clock.times(of: "timed out") == [32_000])
    }

    @Test func answeredOverUDP() throws {
        var clock = clock()
        clock.receive(try response(404), at: 600)
        clock.receive(try response(404), at: 900)
        clock.run()
        #expect(clock.log == ["0 send OPTIONS", "500 send OPTIONS", "600 deliver 404", "5600 terminated"])
        #expect(clock.timersRunning.isEmpty)
    }

    @Test func answeredOverAStream() throws {
        var clock = clock(isReliable: true)
        clock.receive(try response(100), at: 10)
        clock.receive(try response(200), at: 20)
        #expect(clock.log == ["0 send OPTIONS", "10 deliver 100", "20 deliver 200", "20 terminated"])
        #expect(clock.timersRunning.isEmpty)
    }

    @Test func straysAreNotDelivered() throws {
        var clock = clock()
        var other = try Samples.builder()
        other.callID = CallID("other")
        clock.receive(try Samples.response(to: try other.build(), 200), at: 100)
        #expect(clock.log.last == "100 stray callID")
        #expect(clock.delivered.isEmpty)
        #expect(clock.timersRunning == [.e, .f])
    }

    @Test func transportErrors() throws {
        var trying = clock()
        trying.fail(at: 3)
        #expect(trying.log == ["0 send OPTIONS", "3 transport failed", "3 terminated"])
        #expect(trying.timersRunning.isEmpty)

        var completed = clock()
        completed.receive(try response(200), at: 1)
        completed.fail(at: 2)
        #expect(completed.transaction.state == .completed)
    }

    @Test(arguments: [Int.min, 0, Int.max]) func absurdTimersAreBounded(_ milliseconds: Int) {
        let timers = TimerSettings(t1: milliseconds, t2: milliseconds, t4: milliseconds)
        var clock = VirtualClock(NonInviteClientTransaction(request: request, isReliable: false, timers: timers))
        clock.run()
        #expect(timers.giveUp == (milliseconds > 0 ? 230_400_000 : 64))
        #expect(clock.sent.count <= 65)
    }
}
