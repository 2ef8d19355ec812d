import SIP

extension CallScript {
    /// A callee that behaves as chance will have it, the same for the same seed: within the RFCs, and seldom twice alike.
    package static func chance(seed: UInt64) -> CallScript {
        var chance = SeededGenerator(seed: seed)
        func isHit(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &chance) < percent }
        func pick<Value>(_ values: [Value], else other: Value) -> Value {
            values.randomElement(using: &chance) ?? other
        }

        let code = pick([404, 408, 480, 486, 500, 503, 603], else: 486)
        var script = CallScript(pick([.answers, .answers, .rings, .refuses(SIPReply(code))], else: .answers))
        script.provisionals = pick([[], [100], [180], [100, 180], [100, 180, 183], [183, 180]], else: [100]).map {
            Provisional($0, afterMs: pick([0, 0, 20, 150], else: 0), hasMedia: isHit(20))
        }
        script.ringMs = pick([0, 0, 10, 80, 300], else: 0)
        script.cancellation = isHit(50) ? .crosses : .ends
        script.forks = pick([1, 1, 1, 2, 3], else: 1)
        script.requires100rel = isHit(15)
        script.losesACK = isHit(5)
        let methods: [SIP.Method] = [.options, .info, .invite, .bye]
        script.inCall = methods.filter { _ in isHit(20) }.map { InCall($0, afterMs: pick([0, 30, 200], else: 0)) }
        return script
    }
}
