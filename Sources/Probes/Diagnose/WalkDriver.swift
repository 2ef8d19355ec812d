package import Diagnosis
package import Net

/// Walks a tree over live measurements: what it wants to know is measured. What only a person knows stays open: it is
/// asked when all is measured.
@NetActor
package struct WalkDriver {
    package let context: ProbeContext
    package let library: Library
    package let answers: [String: String]
    /// Asks a person whether a call may be placed that was not asked for; nil: nobody is there to allow it.
    let consent: (@Sendable () async -> Bool)?

    package init(
        context: ProbeContext, library: Library, answers: [String: String] = [:],
        consent: (@Sendable () async -> Bool)? = nil
    ) {
        self.context = context
        self.library = library
        self.answers = answers
        self.consent = consent
    }

    /// The walk at its end; the deadline of the run ends it with what is known.
    /// - Parameter allowed: the effects that a measurement may have; nil: what the call that is explained allows.
    package func walk(
        _ playbook: String, inputs: [String: Finding], allowed: Set<TestDefinition.Effect>? = nil
    ) async -> Walk {
        var walk = Walk(
            library: library, playbook: playbook, catalogue: ProbeRegistry.catalogue, inputs: inputs, answers: answers,
            unattended: true, allowed: allowed ?? allowedEffects)
        let mailbox = Mailbox<(TestRequest, Finding)>(capacity: 256, time: context.network.time)
        var tasks: [Task<Void, Never>] = []
        defer { for task in tasks { task.cancel() } }
        var actions = walk.handle(.start)
        while walk.conclusion == nil {
            for action in actions {
                switch action {
                case .run(let requests):
                    for request in requests {
                        tasks.append(Task { @NetActor in mailbox.deliver((request, await context.run(request))) })
                    }
                case .ask, .conclude: break
                }
            }
            if let (request, finding) = await mailbox.receive(until: context.deadline) {
                actions = walk.handle(.finding(request, finding))
            } else {
                actions = walk.handle(.deadline)
            }
        }
        return walk
    }

    /// Whoever lets a call be placed lets another one tell why it failed, and a login with it.
    private var allowedEffects: Set<TestDefinition.Effect> {
        context.mayCall ? Set(TestDefinition.Effect.allCases) : [.slow]
    }
}
