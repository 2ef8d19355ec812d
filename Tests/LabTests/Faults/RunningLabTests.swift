import Lab
import Net
import Probes
import Testing

/// Labs that run.
@NetActor
@Suite(.timeLimit(.minutes(2)))
struct RunningLabTests {
    /// Every fault can be set up, its command line is understood, and `stop` frees every socket.
    @Test(arguments: LabFaults.all)
    func faultStartsAndStops(_ fault: LabFault) async throws {
        let block = TestBlock().block
        let lab = try await RunningLab.start(fault, on: block, Client.network)
        #expect(try OpenSockets.count(in: block) > 0)
        let line = try CommandLine(lab.scenario.arguments)
        #expect(line.target.text == lab.scenario.target)
        #expect(line.settings.nameServers?.first == lab.scenario.nameServer)
        #expect(line.settings.stunServers.count == lab.scenario.stunServers.count)
        #expect(line.settings.statusURLs.count == lab.scenario.statusURLs.count)
        #expect(line.settings.transport?.rawValue == lab.scenario.transport)
        lab.stop()
        #expect(try OpenSockets.count(in: block) == 0)
    }

    /// Open connections go with the lab.
    @Test func stopClosesConnections() async throws {
        let block = TestBlock().block
        let fault = try #require(LabFaults.named("silent"))
        let lab = try await RunningLab.start(fault, on: block, Client.network)
        let connection = try await Client.connect(to: block.endpoint(1, port: 5060))
        lab.stop()
        let event = await connection.receive(until: Client.patience)
        #expect(event == .closed || event == .reset)
        connection.close()
        #expect(try OpenSockets.count(in: block) == 0)
    }

    @Test func forgottenLabStops() async throws {
        let block = TestBlock().block
        let fault = try #require(LabFaults.named("healthy"))
        do {
            let lab = try await RunningLab.start(fault, on: block, Client.network)
            #expect(lab.scenario.target == "\(block.address(1))")
        }
        #expect(try OpenSockets.count(in: block) == 0)
    }

    @Test func labsRunSideBySide() async throws {
        let fault = try #require(LabFaults.named("healthy-domain"))
        var labs: [RunningLab] = []
        for _ in 0..<30 { labs.append(try await RunningLab.start(fault, network: Client.network)) }
        #expect(Set(labs.map(\.scenario.nameServer)).count == labs.count)
        for lab in labs { lab.stop() }
    }

    @Test func takenBlockIsNotShared() async throws {
        let block = TestBlock().block
        let fault = try #require(LabFaults.named("port-closed"))
        let lab = try await RunningLab.start(fault, on: block, Client.network)
        defer { lab.stop() }
        await #expect(throws: LabProblem.self) { try await RunningLab.start(fault, on: block, Client.network) }
    }

    /// A port that somebody else has is a problem that is told, and nothing stays open.
    @Test func takenPortIsTold() async throws {
        let block = TestBlock().block
        let squatter = try Client.network.openDatagramSocket(at: block.endpoint(1, port: 5060)).get()
        defer { squatter.close() }
        let fault = try #require(LabFaults.named("port-closed"))
        do {
            _ = try await RunningLab.start(fault, on: block, Client.network)
            Issue.record("the lab runs")
        } catch {
            #expect("\(error)".contains("\(block.endpoint(1, port: 5060))"))
        }
        #expect(try OpenSockets.count(in: block) == 1)
    }
}
