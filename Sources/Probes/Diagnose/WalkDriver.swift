package import Diagnosis
package import Net

/// Walks a tree over live measurements: what it wants to know is measured, what only a person knows is asked.
@NetActor
package struct WalkDriver {
    package let context: ProbeContext
    package let library: Library
    /// Asks a person; nil answers from `unattended` branches instead.
    package let ask: (@Sendable (Walk.Question) async -> String?)?
    package let answers: [String: String]

    package init(
        context: ProbeContext, library: Library, answers: [String: String] = [:],
        ask: (@Sendable (Walk.Question) async -> String?)? = nil
    ) {
        self.context = context
        self.library = library
        self.answers = answers
        self.ask = ask
    }

    private enum Input: Sendable {
        case finding(TestRequest, Finding)
        case answer(String, String?)
    }

    /// The walk at its end; the deadline of the run ends it with what is known.
    package func walk(_ playbook: String, inputs: [String: Finding]) async -> Walk {
        var walk = Walk(
            library: library, playbook: playbook, catalogue: ProbeRegistry.catalogue, inputs: inputs, answers: answers,
            unattended: ask == nil, allowed: allowedEffects(inputs["call"]))
        let mailbox = Mailbox<Input>(capacity: 256, time: context.network.time)
        var tasks: [Task<Void, Never>] = []
        defer { for task in tasks { task.cancel() } }
        var actions = walk.handle(.start)
        while walk.conclusion == nil {
            for action in actions {
                switch action {
                case .run(let requests):
                    for request in requests {
                        tasks.append(
                            Task { @NetActor in mailbox.deliver(.finding(request, await context.run(request))) })
                    }
                case .ask(let question):
                    tasks.append(Task { mailbox.deliver(.answer(question.id, await ask?(question))) })
                case .conclude: break
                }
            }
            switch await mailbox.receive(until: context.deadline) {
            case .finding(let request, let finding): actions = walk.handle(.finding(request, finding))
            case .answer(let id, let word?): actions = walk.handle(.answer(id, word))
            case .answer(_, nil), nil: actions = walk.handle(.deadline)
            }
        }
        return walk
    }

    /// Only a walk that explains a call of this run may place another one, or log in again.
    private func allowedEffects(_ call: Finding?) -> Set<TestDefinition.Effect> {
        context.mayCall && call?.text("method") == "INVITE" ? [.slow, .ringsPhone, .credentials] : [.slow]
    }
}
