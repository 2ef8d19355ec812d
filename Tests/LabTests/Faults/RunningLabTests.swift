import DNS
import Lab
import Net
import Probes
import TestSupport
import Testing

/// Labs that run.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct RunningLabTests {
    private nonisolated static let hasIPv6 =
        (try? FileReader.read("/proc/sys/net/ipv6/conf/lo/disable_ipv6", limit: 8)).map { $0.first == 0x30 } ?? false

    /// Every fault can be set up, its command line is understood, and `stop` frees every socket.
    @Test(arguments: LabFaults.all.filter { !$0.needsIPv6 || hasIPv6 })
    func faultStartsAndStops(_ fault: LabFault) async throws {
        // To count the sockets of all labs at once would keep the reactor from everybody else.
        await Lanes.take()
        defer { Lanes.leave() }
        let lab = try await RunningLab.start(fault, network: Client.network)
        #expect(try await OpenSockets.count(in: lab.block) > 0)
        let line = try LabArguments(lab.scenario)
        #expect(line.target.text == lab.scenario.target)
        #expect(line.settings.nameServers?.first == lab.scenario.nameServer)
        #expect(line.settings.stunServers.count == lab.scenario.stunServers.count)
        #expect(line.settings.statusURLs.count == lab.scenario.statusURLs.count)
        #expect(line.settings.transport?.rawValue == lab.scenario.transport)
        lab.stop()
        #expect(try await OpenSockets.count(in: lab.block) == 0)
    }

    private func start(_ id: String) async throws -> RunningLab {
        try await RunningLab.start(try #require(LabFaults.named(id)), network: Client.network)
    }

    /// Open connections go with the lab.
    @Test func stopClosesConnections() async throws {
        let lab = try await start("silent")
        let connection = try await Client.connect(to: lab.block.endpoint(1, port: 5060))
        lab.stop()
        let event = await connection.receive(until: Client.patience)
        #expect(event == .closed || event == .reset)
        connection.close()
        #expect(try await OpenSockets.count(in: lab.block) == 0)
    }

    @Test func forgottenLabStops() async throws {
        var lab: RunningLab? = try await start("healthy-domain")
        let block = try #require(lab?.block)
        #expect(try await OpenSockets.count(in: block) > 1)
        lab = nil
        #expect(try await OpenSockets.count(in: block) == 0)
    }

    @Test func labsRunSideBySide() async throws {
        var labs: [RunningLab] = []
        for _ in 0..<30 { labs.append(try await start("healthy-domain")) }
        #expect(Set(labs.map(\.block)).count == labs.count)
        #expect(Set(labs.map(\.scenario.nameServer)).count == labs.count)
        for lab in labs { lab.stop() }
    }

    @Test func takenBlockIsNotShared() async throws {
        let lab = try await start("port-closed")
        defer { lab.stop() }
        let fault = try #require(LabFaults.named("healthy"))
        await #expect(throws: LabProblem.self) { try await RunningLab.start(fault, on: lab.block, Client.network) }
    }

    /// A port that somebody else has is a problem that is told, and nothing stays open.
    @Test(arguments: ["healthy", "port-closed"])
    func takenPortIsTold(_ id: String) async throws {
        let lab = try await start(id)
        lab.stop()
        let taken = lab.block.endpoint(1, port: 5060)
        let squatter = try Client.network.openDatagramSocket(at: taken).get()
        defer { squatter.close() }
        let fault = try #require(LabFaults.named(id))
        do {
            _ = try await RunningLab.start(fault, on: lab.block, Client.network)
            Issue.record("the lab runs")
        } catch {
            #expect("\(error)".contains("\(taken)"))
        }
        #expect(try await OpenSockets.count(in: lab.block) == 1)
    }
}
