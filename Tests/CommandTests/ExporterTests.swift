import Foundation
import Lab
import Net
import TestSupport
import Testing

/// `sipdiag exporter FILE`, from its file to its end.
@CommandThread
@Suite
struct ExporterTests {
    private let block = AddressBlock.random()

    private func file(_ folder: Folder, _ modules: String = "  options: {probe: options, transport: udp}\n") throws
        -> String
    {
        try folder.file(
            "exporter.yaml",
            "schema: sipdiag/exporter/1\ndefaults: {timeout: 2s}\ntargets: [\(block.address(1)), \(block.address(2))]\n"
                + "modules:\n\(modules)")
    }

    @Test func theExampleIsSoundButForItsSecret() throws {
        let folder = try Folder()
        let example = try Program.run("exporter", "--example").output
        let path = try folder.file("exporter.yaml", example)
        let missing = try Program.run("exporter", "--validate", path)
        #expect(missing.status == 3 && missing.errors.contains("secrets/acme: no such file"), "\(missing)")
        try folder.makeFolder("secrets")
        chmod(try folder.file("secrets/acme", "secret\n"), 0o600)
        let sound = try Program.run("exporter", "--validate", path)
        #expect(
            sound.status == 0 && sound.output == "\(path): 5 modules, all sound\n" && sound.errors.isEmpty, "\(sound)")
    }

    @Test(arguments: [
        ("  options: {prob: options}\n", [], 3, "needs the key \"probe\""),
        ("  options: {probe: options, targets: [\"*.com\"]}\n", [], 3, "exporter.yaml:5:39: error: targets: \"*.com\""),
        ("  options: {probe: options}\n", ["--listen", "192.0.2.77:1"], 64, "cannot listen on 192.0.2.77:1"),
        ("  options: {probe: options}\n", ["--listen", "nowhere"], 64, "give one of this host's addresses"),
    ])
    func whatCannotBeServedIsTold(_ modules: String, _ options: [String], status: Int32, says: String) throws {
        let folder = try Folder()
        let run = try Program.run(["exporter", try file(folder, modules)] + options)
        #expect(run.status == status && run.output.isEmpty && run.errors.contains(says), "\(run)")
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func servesUntilASignal(_ signal: Int32) async throws {
        let folder = try Folder()
        let server = try await Self.server(block)
        let place = block.endpoint(3, port: 15060)
        let program = try Program(["exporter", try file(folder), "--listen", "\(place)"])
        let targets = [block.address(1), block.address(2), block.address(4)]
        var pages: [String] = []
        for target in targets { pages.append(await Self.get("/probe?module=options&target=\(target)", of: place)) }
        #expect(
            pages[0].contains(
                "\nsipdiag_probe_success{target=\"\(targets[0])\",probe=\"options\",transport=\"udp\"} 1\n"))
        #expect(
            pages[1].contains(
                "\nsipdiag_probe_success{target=\"\(targets[1])\",probe=\"options\",transport=\"udp\"} 0\n"))
        #expect(pages[1].contains("cause=\"net.port-closed\""))
        #expect(pages[2].hasPrefix("the module options may not ask this target"))
        #expect(
            await Self.get("/metrics", of: place).contains("sipdiag_exporter_scrapes_total{result=\"measured\"} 2\n"))
        kill(program.process, signal)
        let ended = try program.finish()
        await server.stop()
        #expect(ended.status == 0 && ended.output.isEmpty)
        #expect(ended.errors == "Serving Prometheus on http://\(place)/ until Ctrl-C.\n")
    }

    @NetActor
    private static func server(_ block: AddressBlock) async throws -> SIPServer {
        try await SIPServer.start(
            .init(block.endpoint(1, port: 5060), udp: .healthy, tcp: .closed), on: SystemNetwork())
    }

    /// As soon as somebody listens there; the body.
    @NetActor
    private static func get(_ path: String, of place: Endpoint) async -> String {
        let network = SystemNetwork()
        let end = network.time.now.adding(milliseconds: 20_000)
        while network.time.now < end {
            guard case .connected(let connection) = await network.connect(to: place, from: nil, until: end) else {
                // A program that has just been started listens when it can, and says so to nobody else.
                await network.time.sleep(until: network.time.now.adding(milliseconds: 20))
                continue
            }
            defer { connection.close() }
            _ = await connection.send(Array("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n".utf8), until: end)
            var answer: [UInt8] = []
            while case .bytes(let bytes) = await connection.receive(until: end) { answer += bytes }
            return String(decoding: answer, as: UTF8.self).split(separator: "\r\n\r\n").dropFirst().joined()
        }
        return ""
    }
}
