import Net
import SIP

/// The server takes the call; what comes of it, the callee decides.
enum CallFaults {
    static let all = outcomes + media + signalling + moved

    static let callee = "bob"

    /// One callee on the block's first address, called by that address.
    static func plan(_ block: AddressBlock, _ script: CallScript) -> LabPlan {
        let endpoint = block.endpoint(1, port: LabPlan.sipPort)
        var plan = LabPlan(target: "sip:\(callee)@\(endpoint.address)")
        plan.calls = [CallServer.Plan([endpoint], others: script)]
        return plan
    }

    /// Taken at once, without a ringing answer before it.
    static func answering(_ change: (inout CallScript) -> Void = { _ in }) -> CallScript {
        var script = CallScript.answers(afterMs: 50)
        script.provisionals = [Provisional(100)]
        change(&script)
        return script
    }

    private static let outcomes: [LabFault] = [
        LabFault(
            "call-answered", "A call that is answered, with media both ways", cause: nil, .works,
            story: "The callee answers at once, and what it hears it says again."
        ) { plan($0, answering()) },

        LabFault(
            "call-rings", "A phone that rings", cause: nil, .works,
            story: "The phone rings until the caller gives up."
        ) { plan($0, .rings) },

        LabFault(
            "call-100-then-nothing", "The call gets 100 Trying and nothing more", cause: "server.stalled", .fails,
            story: "OPTIONS is answered; an INVITE is taken, and whatever stands behind the server is silent."
        ) { plan($0, .stalls).impatient() },

        LabFault(
            "call-ignores-invite", "OPTIONS is answered, INVITE is not", cause: "server.ignores-request", .fails,
            story: "The server lives, and drops every INVITE without a word."
        ) { plan($0, .ignores).impatient() },

        LabFault(
            "call-no-answer", "It rings, and nobody takes the call", cause: "callee.no-answer", .fails,
            story: "The phone rings for a second, then the server ends the call: 480 with Q.850 cause 19."
        ) { block in
            ringing(block, .refuses(480, [Header(.reason, #"Q.850;cause=19;text="no answer""#)], ringingMs: 1000))
        },

        LabFault(
            "call-busy", "The called line is busy when it is called", cause: "callee.busy", .fails,
            story: "OPTIONS is answered, an INVITE gets 486: the phone is in a call."
        ) { plan($0, .refuses(486, [Header(.reason, "Q.850;cause=17")])) },

        LabFault(
            "call-declined", "The callee rejects the call while it rings", cause: "callee.declined", .fails,
            story: "The phone rings, and half a second later somebody declines: 603."
        ) { ringing($0, .refuses(603, ringingMs: 500)) },
    ]

    private static let moved: [LabFault] = [
        LabFault(
            "call-moved", "The callee has moved, and is found there", cause: nil, .works,
            story: "302 names another server, and there the call is answered."
        ) { block in
            let there = block.endpoint(2, port: LabPlan.sipPort)
            var plan = plan(block, redirecting(to: there))
            plan.calls.append(CallServer.Plan([there], others: answering()))
            return plan
        },

        LabFault(
            "call-moved-nowhere", "The callee has moved to where nobody serves", cause: "callee.moved", .fails,
            story: "302 names another server, and nothing listens there."
        ) { block in
            let there = block.endpoint(2, port: LabPlan.sipPort)
            var plan = plan(block, redirecting(to: there))
            plan.sip = [SIPServer.Plan(there, udp: .closed, tcp: .closed)]
            return plan
        },

        LabFault(
            "call-moved-in-circles", "The callee has moved to where it was", cause: "callee.moved", .fails,
            story: "302 names the server that was asked."
        ) { block in plan(block, redirecting(to: block.endpoint(1, port: LabPlan.sipPort))) },
    ]

    private static func redirecting(to there: Endpoint) -> CallScript {
        .refuses(302, [Header(.contact, "<\(there.uri(user: callee))>")])
    }

    /// For a call that the caller has to let ring.
    private static func ringing(_ block: AddressBlock, _ script: CallScript) -> LabPlan {
        plan(block, script).patient()
    }
}

extension LabPlan {
    /// The call may ring for longer than the callee takes.
    func patient() -> LabPlan {
        var plan = self
        plan.ring = "5s"
        return plan
    }
}
