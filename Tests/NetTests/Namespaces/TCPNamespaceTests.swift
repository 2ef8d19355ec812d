import TestSupport
import Testing

@testable import Net

@Suite(.whenQuiet, .enabled(if: NamespaceLab.obstacle == nil, "\(NamespaceLab.obstacle ?? "")"))
struct TCPNamespaceTests {
    /// A result in words, so that a table can hold it.
    private func describe(_ result: ConnectResult) -> String {
        switch result {
        case .connected: "connected"
        case .reset: "reset"
        case .icmp(let error): "\(error.kind) by \(error.offender.map(String.init) ?? "nobody")"
        // How many follow the second depends on how busy the machine is.
        case .timedOut(let synsSent): "timed out after \(synsSent > 1 ? "several" : "\(synsSent)")"
        case .local(let error): "\(error.kind)"
        }
    }

    private func connect(_ lab: NamespaceLab, to target: Endpoint, milliseconds: Int, hopLimit: UInt8? = nil)
        async throws -> ConnectResult
    {
        // The SYN has to leave before the reactor's thread returns from the namespace.
        switch try await lab.run(in: .client, { ConnectionAttempt.begin(to: target, from: nil, hopLimit: hopLimit) }) {
        case .failure(let ended): ended.result
        case .success(let attempt): await attempt.finish(until: soon(milliseconds))
        }
    }

    private func cases(_ family: Family) throws -> [(target: Endpoint, expected: String)] {
        let server = try family.server
        return [
            (Endpoint(server, port: 5001), "timed out after several"),
            (Endpoint(server, port: 5002), "portUnreachable by \(try family.router)"),
            (Endpoint(server, port: 5003), "adminProhibited by \(try family.router)"),
            (Endpoint(server, port: 5004), "reset"),
            (Endpoint(server, port: 5010), "reset"),
            (Endpoint(server, port: 5060), "connected"),
            (Endpoint(try family.absentOnLink, port: 5060), "hostUnreachable by \(try family.client)"),
            (Endpoint(try family.absentBehindRouter, port: 5060), "hostUnreachable by \(try family.router)"),
            (Endpoint(try family.unknownToRouter, port: 5060), "netUnreachable by \(try family.router)"),
            (Endpoint(try family.withoutRoute, port: 5060), "noRoute"),
            (Endpoint(try family.routeType(1), port: 5060), "unreachableRoute"),
            (Endpoint(try family.routeType(2), port: 5060), "prohibitedRoute"),
            (Endpoint(try family.routeType(3), port: 5060), "blackholeRoute"),
            // A local firewall's drop: TCP keeps it to itself.
            (Endpoint(server, port: 5006), "timed out after "),
        ]
    }

    @Test("Each obstacle on the path is told from the others", arguments: Family.allCases)
    func path(_ family: Family) async throws {
        let lab = try NamespaceLab()
        let listener = try await lab.run(in: .server) {
            try network.listen(at: Endpoint(family.server, port: 5060), backlog: 8).get()
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (target, expected) in try cases(family) {
                group.addTask {
                    // The first SYNs leave at 0 and 1 s.
                    let milliseconds = expected.hasPrefix("timed out") ? 1500 : 30_000
                    let result = try await connect(lab, to: target, milliseconds: milliseconds)
                    let described = describe(result)
                    #expect(described.hasPrefix(expected), "\(target): \(described)")
                }
            }
            try await group.waitForAll()
        }
        await listener.close()
    }

    @Test("A connection request whose hop limit ends at the router is reported by it", arguments: Family.allCases)
    func hopLimit(_ family: Family) async throws {
        let lab = try NamespaceLab()
        let closed = Endpoint(try family.server, port: 5010)
        let expired = try await connect(lab, to: closed, milliseconds: 10_000, hopLimit: 1)
        #expect(describe(expired) == "ttlExceeded by \(try family.router)")
        #expect(describe(try await connect(lab, to: closed, milliseconds: 10_000, hopLimit: 2)) == "reset")
    }
}
