import Diagnosis
import Net

/// How long a UDP mapping lives that is used once, as after a REGISTER. One socket for each look: a look keeps alive what
/// it looks at.
package enum LifetimeProbe: Probe {
    /// Left of the run for the last look itself.
    private static let reserveMs = 3000

    package static func run(_ parameters: [String: String], in context: ProbeContext) async -> Measurement {
        guard !plan(in: context).allMoments.isEmpty else { return tooSoon }
        guard let watch = await LifetimeWatch.choose(in: context) else {
            let isNamed = !context.settings.stunServers.isEmpty || context.target != nil
            return isNamed
                ? Measurement("timeout", "NAT lifetime: no server answers")
                : Measurement("not_configured", "NAT lifetime: no server to ask (--stun, or a target)")
        }
        defer { watch.close() }
        // Servers that do not answer have taken of the time.
        var plan = plan(in: context)
        guard !plan.allMoments.isEmpty else { return tooSoon }
        let made = await concurrently(plan.allMoments) { await watch.make(for: $0) }
        let began = context.network.time.now
        guard !made.contains(false) else { return Measurement("error", "NAT lifetime: no mapping could be made") }
        guard watch.canTell else {
            let why =
                "a mapping has the port of its socket, so that a new one looks like the old; a STUN server with RFC 5780 would tell"
            return measurement(of: plan, watch, doubt: why)
        }
        while let moment = plan.next {
            await context.network.time.sleep(until: began.adding(milliseconds: moment * 1000))
            guard !Task.isCancelled, !context.hasEnded else { break }
            plan.note(await watch.look(at: moment))
        }
        return measurement(of: plan, watch, doubt: plan.isUnknown ? "the server stopped to answer" : nil)
    }

    private static let tooSoon = Measurement("skipped", "NAT lifetime: the run ends too soon (--deadline)")

    @NetActor
    private static func plan(in context: ProbeContext) -> LifetimePlan {
        let left = Int(context.deadline.milliseconds(since: context.network.time.now)) - reserveMs
        return LifetimePlan(within: left / 1000)
    }

    private static func measurement(
        of plan: LifetimePlan, _ watch: any LifetimeWatching, doubt: String?
    ) -> Measurement {
        var facts: [String: Value] = ["method": .text(watch.method.rawValue), "server": .text("\(watch.server)")]
        facts["alive_s"] = plan.aliveSeconds.map { .number($0) }
        facts["lost_s"] = plan.lostSeconds.map { .number($0) }
        facts["keepalive_s"] = plan.keepAliveSeconds.map { .number($0) }
        facts["doubt"] = doubt.map { .text($0) }
        return Measurement(plan.verdict.rawValue, "NAT lifetime: \(plan.words)\(doubt.map { " (\($0))" } ?? "")", facts)
    }
}

extension LifetimePlan {
    fileprivate var words: String {
        let advice = keepAliveSeconds.map { "; keep-alive every \($0) s" } ?? ""
        switch (aliveSeconds, lostSeconds) {
        case (let alive?, let lost?): return "a UDP mapping lives between \(alive) and \(lost) s\(advice)"
        case (nil, let lost?): return "a UDP mapping lives less than \(lost) s\(advice)"
        case (let alive?, nil): return "a UDP mapping lives longer than \(alive) s\(advice)"
        case (nil, nil): return "the answers do not tell"
        }
    }
}
