import Net
import SIP

/// How the call is set up and held.
extension CallFaults {
    static let signalling: [LabFault] = [
        LabFault(
            "call-ack-lost", "The ACK does not arrive, the answer is repeated", cause: "call.ack-lost",
            .worksWithDefect, story: "The callee answers, sees no ACK, repeats its 200 and gives up after 32 seconds."
        ) { plan($0, answering { $0.losesACK = true }) },

        LabFault(
            "call-contact-dead", "The answer's Contact leads nowhere", cause: "call.ack-lost", .worksWithDefect,
            story: "The callee gives an address as Contact where nobody hears: ACK and BYE are lost there."
        ) { block in
            let nowhere = block.endpoint(9, port: LabPlan.sipPort)
            var plan = plan(block, answering { $0.contact = nowhere })
            plan.sip = [SIPServer.Plan(nowhere, udp: .silent, tcp: .silent)]
            return plan.impatient()
        },

        LabFault(
            "call-forked", "Three devices answer at once", cause: nil, .works,
            story: "A proxy forks the call, and each of three devices takes it: three answers, two of them too many."
        ) { plan($0, answering { $0.forks = 3 }) },

        LabFault(
            "call-crosses", "The answer crosses the CANCEL", cause: nil, .works,
            story: "The callee picks up in the moment in which the caller gives up."
        ) { block in
            var script = CallScript.rings
            script.cancellation = .crosses
            return plan(block, script)
        },

        LabFault(
            "call-reliable", "Ringing that must be acknowledged (100rel)", cause: nil, .works,
            story: "The callee takes no call without 100rel, and repeats early media until their PRACK comes."
        ) { block in
            plan(
                block,
                answering {
                    $0.requires100rel = true
                    $0.provisionals = [Provisional(100), Provisional(183, hasMedia: true)]
                }
            ).patient()
        },

        LabFault(
            "call-session-timer", "A session timer that must be longer", cause: nil, .works,
            story: "A session timer under two hours is refused: 422 says how long it has to be."
        ) { plan($0, answering { $0.minSE = 7200 }) },

        LabFault(
            "call-asks-back", "A callee that asks in the middle of the call", cause: nil, .works,
            story: "OPTIONS, INFO and a new INVITE come from the callee while the call is up."
        ) { block in
            plan(
                block,
                answering {
                    $0.inCall = [
                        InCall(.options, afterMs: 100), InCall(.info, afterMs: 200), InCall(.invite, afterMs: 300),
                    ]
                })
        },

        LabFault(
            "call-hangs-up", "The callee hangs up first", cause: nil, .works,
            story: "Half a second after the answer the callee ends the call: BYE with Q.850 cause 16."
        ) { block in
            plan(
                block, answering { $0.inCall = [InCall(.bye, afterMs: 500, [Header(.reason, "Q.850;cause=16")])] })
        },
    ]
}
