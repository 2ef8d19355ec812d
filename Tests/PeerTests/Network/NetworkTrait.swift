import Testing

/// Gives a suite its own network, and takes it down when the suite has ended.
struct NetworkTrait: SuiteTrait, TestScoping {
    @TaskLocal static var current: Topology?

    var start: @Sendable (Topology) throws -> Void

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        let network = try Topology()
        defer { network.end() }
        try start(network)
        try await Self.$current.withValue(network) { try await function() }
    }
}

extension Trait where Self == NetworkTrait {
    /// A network with these servers in it.
    static func network(_ start: @escaping @Sendable (Topology) throws -> Void) -> Self { NetworkTrait(start: start) }
}

extension Topology {
    /// The network of the suite that runs.
    static var current: Topology {
        get throws { try #require(NetworkTrait.current) }
    }
}
