package import Diagnosis
import Net

/// All probes: a new one is a file and a line here.
package enum ProbeRegistry {
    static let all: [any Probe.Type] = [
        LocateProbe.self,
        AuthorityProbe.self,
        AuditProbe.self,
        TargetsProbe.self,
        OptionsProbe.self,
        InviteProbe.self,
        RegisterProbe.self,
        ControlPortProbe.self,
        TCPPortProbe.self,
        HandshakeProbe.self,
        PortLanguageProbe.self,
        CanaryProbe.self,
        PathTraceProbe.self,
        MappingProbe.self,
        HopsProbe.self,
        ALGProbe.self,
        ReflectionProbe.self,
        BehaviorProbe.self,
        LifetimeProbe.self,
        StatusProbe.self,
        AgainProbe.self,
        MaxForwardsProbe.self,
        HostProbe.self,
        ChallengeProbe.self,
        SizeProbe.self,
        LossProbe.self,
    ]

    /// The catalogue that the linter and the walk read.
    package static let catalogue = Catalogue(tests: all.map { $0.definition }, inputs: [Inputs.call, Inputs.target])

    /// Runs one test and wraps what it measured.
    @NetActor
    static func run(_ request: TestRequest, in context: ProbeContext) async -> Finding {
        guard let probe = all.first(where: { $0.definition.name == request.test }) else {
            return Finding(
                id: request.test, test: request.test, outcome: "error", status: .unknown,
                title: "There is no test \(request.test)")
        }
        let definition = probe.definition
        let parameters = definition.parameters(with: request.parameters)
        let began = context.elapsedMs
        let measured = await probe.run(parameters, in: context)
        let outcome = definition.outcomes.first { $0.word == measured.outcome }
        return Finding(
            id: id(of: definition, parameters), test: definition.name, parameters: parameters,
            outcome: measured.outcome, status: measured.status ?? outcome?.status ?? .unknown, title: measured.title,
            facts: measured.facts, startedMs: began, durationMs: context.elapsedMs - began)
    }

    /// What the finding of a request will be called; its parameters are whole.
    static func id(of request: TestRequest) -> String {
        catalogue.tests[request.test].map { id(of: $0, request.parameters) } ?? request.test
    }

    /// The test's name, with what differs from the defaults behind it: `sip.options.tcp`.
    private static func id(of definition: TestDefinition, _ parameters: [String: String]) -> String {
        let qualifiers = definition.parameters.compactMap { parameter in
            parameters[parameter.name] == parameter.defaultValue ? nil : parameters[parameter.name]
        }
        return ([definition.name] + qualifiers).joined(separator: ".")
    }
}
