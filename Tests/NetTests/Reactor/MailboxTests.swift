import Net
import TestSupport
import Testing

@NetActor
@Suite struct MailboxTests {
    private let time = VirtualTime()
    private var start: Instant { Instant(nanoseconds: 0) }

    @Test("Elements come out in the order in which they went in, also while some are taken")
    func order() async {
        let mailbox = Mailbox<Int>(capacity: 8, time: time)
        var received: [Int] = []
        for value in 0..<6 { mailbox.deliver(value) }
        for _ in 0..<3 { await received.append(mailbox.receive(until: start) ?? -1) }
        for value in 6..<9 { mailbox.deliver(value) }
        for _ in 0..<6 { await received.append(mailbox.receive(until: start) ?? -1) }
        #expect(received == Array(0..<9))
    }

    @Test("A full mailbox says so and drops, until something is taken")
    func bound() async {
        let mailbox = Mailbox<Int>(capacity: 2, time: time)
        #expect([1, 2, 3].map { mailbox.deliver($0) } == [true, true, false])
        #expect(mailbox.isFull)
        #expect(await mailbox.receive(until: start) == 1)
        #expect(mailbox.deliver(4))
        #expect(await mailbox.receive(until: start) == 2)
        #expect(await mailbox.receive(until: start) == 4)
        #expect(await mailbox.receive(until: start) == nil)
    }

    @Test("At the deadline, not before, the receiver gets nil")
    func deadline() async {
        let mailbox = Mailbox<Int>(time: time)
        var ended: Instant?
        let receiver = Task { @NetActor in
            let element = await mailbox.receive(until: start.adding(milliseconds: 500))
            ended = time.now
            return element
        }
        await time.advance(milliseconds: 499)
        #expect(ended == nil)
        await time.advance(milliseconds: 2)
        #expect(await receiver.value == nil)
        #expect(ended == start.adding(milliseconds: 500))
    }

    @Test("What is delivered while somebody waits goes to who has waited longest")
    func waiting() async {
        let mailbox = Mailbox<Int>(capacity: 1, time: time)
        let receivers = (0..<3).map { _ in Task { @NetActor in await mailbox.receive(until: .distantFuture) } }
        await Task { @NetActor in
            for value in 0..<3 { #expect(mailbox.deliver(value)) }
        }.value
        var values: [Int?] = []
        for receiver in receivers { await values.append(receiver.value) }
        #expect(values == [0, 1, 2])
    }

    @Test("A cancelled receiver takes nothing with it")
    func cancellation() async {
        let mailbox = Mailbox<Int>(time: time)
        let receiver = Task { @NetActor in await mailbox.receive(until: .distantFuture) }
        receiver.cancel()
        #expect(await receiver.value == nil)
        #expect(mailbox.deliver(1))
        #expect(await mailbox.receive(until: start) == 1)
    }

    @Test("Closing sends waiting receivers away; what was delivered can still be taken")
    func closing() async {
        let mailbox = Mailbox<Int>(time: time)
        mailbox.deliver(1)
        mailbox.close()
        #expect(!mailbox.deliver(2))
        #expect(await mailbox.receive(until: .distantFuture) == 1)
        #expect(await mailbox.receive(until: .distantFuture) == nil)
    }
}
