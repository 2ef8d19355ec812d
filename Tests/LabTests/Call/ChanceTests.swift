import Net
import SIP
import Testing

@testable import Lab

/// Calls of ours, in virtual time, to callees that behave as chance will have it: none is left standing.
struct ChanceTests {
    private static func call(seed: UInt64) throws -> Call {
        let callee = URI.sip(SIPURI(user: "bob", host: .name("lab.sipdiag.test")))
        let us = VirtualParty.caller
        var plan = CallPlan(
            requestURI: callee, from: NameAddress(uri: us.uri(user: "alice"), tag: "a\(seed)"),
            to: NameAddress(uri: callee), contact: .address(NameAddress(uri: us.uri(user: "alice"))),
            callID: CallID("c\(seed)@test"), transport: "UDP", sentBy: us.sentBy, isReliable: false,
            branch: { "\(Via.magicCookie)\(UInt64.random(in: .min ... .max))" })
        plan.offer = Caller.sdp(Caller.offer)
        plan.answer = { _, _ in Caller.sdp(Caller.offer) }
        plan.ringMs = seed.isMultiple(of: 3) ? 0 : 100
        plan.talkMs = seed.isMultiple(of: 5) ? 0 : 120
        return try Call(plan)
    }

    struct Sky: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var lost = 0
        var doubled = 0
        var delayed = 0
        var delayMs = 0
    }

    @Test(arguments: [
        Sky(testDescription: "clear"), Sky(testDescription: "loss", lost: 20),
        Sky(testDescription: "echo", doubled: 40), Sky(testDescription: "late", delayed: 30, delayMs: 200),
        Sky(testDescription: "all at once", lost: 15, doubled: 20, delayed: 20, delayMs: 700),
    ])
    func noneIsLeftStanding(_ sky: Sky) async throws {
        for seed in UInt64(0)..<60 {
            // Those that race the clock have their turn between two calls.
            await Task.yield()
            let script = CallScript.chance(seed: seed)
            let weather = Weather(
                seed: seed, lost: sky.lost, doubled: sky.doubled, delayed: sky.delayed, delayMs: sky.delayMs)
            var world = VirtualWorld(try Self.call(seed: seed), script, weather)
            let isStill = world.run()
            #expect(isStill && world.call.isOver, "seed \(seed)")
            #expect(world.book.callsUp == 0, "seed \(seed): \(world.book.calls)")
            let dialogs = world.book.calls.flatMap(\.dialogs)
            if sky.lost == 0, sky.delayed == 0 {
                #expect(world.book.unacknowledged == 0, "seed \(seed): \(script) \(world.told)")
                #expect(world.book.wrongs == [], "seed \(seed)")
            } else {
                // A BYE may overtake the PRACK and the ACK before it; then nobody misses them.
                #expect(world.book.calls.allSatisfy { $0.refusal == nil || $0.refusalIsAcknowledged })
                #expect(dialogs.allSatisfy { $0.isAcknowledged || $0.state == .ended(.byCaller) || !$0.wasAnswered })
                #expect(world.book.wrongs.allSatisfy { $0.hasSuffix("CSeq does not rise") })
            }
            // Who hears nothing at all may not cancel (RFC 3261 9.1).
            let isMute = script.outcome == .rings && script.provisionals.isEmpty
            #expect(world.book.ringing == 0 || isMute, "seed \(seed): \(script)")
        }
    }

    /// Most of what may happen does.
    @Test func chanceIsVaried() throws {
        let scripts = (UInt64(0)..<200).map(CallScript.chance)
        #expect(Set(scripts).count > 190)
        #expect(Set(scripts.map(\.forks)) == [1, 2, 3])
        #expect(scripts.contains { $0.losesACK } && scripts.contains { $0.requires100rel })
        #expect(CallScript.chance(seed: 7) == CallScript.chance(seed: 7))
    }
}
