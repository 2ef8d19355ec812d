import SIP
import TestSupport

/// One random story: what the callees do, what the network does, and what the caller wants. Times in milliseconds.
struct CallScene {
    struct Fork {
        enum Outcome {
            case answers, rejects(Int), ringsOn
        }

        var provisional: Int?
        var isReliable: Bool
        var ringsAt: Int
        var outcome: Outcome
        var decidesAt: Int
        /// Its answer crosses a CANCEL.
        var crosses: Bool
        /// What it asks once it has our ACK.
        var asks: [Method]
    }

    var forks: [Fork]
    var isTrying: Bool
    /// The gate's answer to the first INVITE.
    var firstAnswer: Int?
    /// The proxy passes on a rejection though others still ring.
    var isHasty: Bool
    var ignoresCancel: Bool

    /// Of a hundred messages.
    var lost: Int
    var doubled: Int
    var delayMs: Int
    /// Until then nothing reaches the caller.
    var deafUntil: Int

    var isReliable: Bool
    var offersLate: Bool
    var ringMs: Int
    var talkMs: Int
    /// `hangUp` or `abort` on the way.
    var interruption: (event: CallEvent, at: Int)?

    init(_ random: inout FixedGenerator) {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        func time(_ most: Int) -> Int { chance(20) ? 0 : Int.random(in: 0...most, using: &random) }

        forks = (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let outcome: Fork.Outcome =
                chance(60) ? .answers : chance(50) ? .ringsOn : .rejects([486, 404, 302, 603][time(3)])
            let ringsAt = time(2_000)
            return Fork(
                provisional: chance(80) ? [180, 183, 181][time(2)] : nil, isReliable: chance(30), ringsAt: ringsAt,
                outcome: outcome, decidesAt: ringsAt + time(chance(10) ? 45_000 : 6_000), crosses: chance(30),
                asks: chance(40) ? [[.options, .info, .invite, .update, .bye][time(4)], .invite, .bye] : [])
        }
        isTrying = chance(80)
        firstAnswer = chance(25) ? [401, 407, 422][time(2)] : nil
        isHasty = chance(20)
        ignoresCancel = chance(5)
        isReliable = chance(20)
        lost = isReliable || chance(30) ? 0 : Int.random(in: 1...30, using: &random)
        doubled = isReliable || chance(30) ? 0 : Int.random(in: 1...30, using: &random)
        deafUntil = !isReliable && chance(10) ? time(36_000) : 0
        delayMs = isReliable ? 0 : time(chance(20) ? 3_000 : 200)
        offersLate = chance(20)
        ringMs = time(5_000)
        talkMs = time(3_000)
        interruption = chance(30) ? (chance(50) ? .hangUp : .abort, time(8_000)) : nil
    }

    func plan() throws -> CallPlan {
        try CallClock.plan { plan in
            plan.isReliable = isReliable
            if isReliable { plan.transport = "TCP" }
            if offersLate { plan.offer = nil }
            plan.ringMs = ringMs
            plan.talkMs = talkMs
            plan.setupMs = 20_000
            plan.progressMs = 8_000
        }
    }
}
