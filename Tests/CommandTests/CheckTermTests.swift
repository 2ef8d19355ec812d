import DNS
import Lab
import Net
import TestSupport
import Testing

/// What a file of `check` may demand beside an answer, each held and broken by a server of the lab.
@CommandThread
@Suite struct CheckTermTests {
    private let block = AddressBlock.random()

    /// - Parameters:
    ///   - target: `{a}` is the address of a SIP server that answers, `{lossy}` of one that takes every second packet
    ///     alone, `{dns}` and `{stun}` of a name server and a STUN server.
    @Test(arguments: [
        ("{target: \"sip:{a};transport=udp\", loss: {warning: 10%, critical: 20%}}", 0, "OK 1 check"),
        ("{target: \"sip:{lossy};transport=udp\", loss: {critical: 20%}}", 2, "loss"),
        ("{name: ours, probe: [nat], stun: [{stun}], expect_nat: [no_nat]}", 0, "OK 1 check"),
        (
            "{name: ours, probe: [nat], stun: [{stun}], expect_nat: [symmetric, one_server]}", 1,
            "the NAT is no_nat, expected is symmetric or one_server"
        ),
        ("{target: lab.test, resolver: {dns}, probe: [dns], expect_dns: [{a}]}", 0, "OK 1 check"),
        ("{target: lab.test, resolver: {dns}, probe: [dns], expect_dns: ['{a}:5061']}", 1, "leads to {a}:5060"),
        (
            "{target: lab.test, resolver: {dns}, probe: [dns], expect_dns: [{a}, {lossy}]}", 1,
            "does not lead to {lossy}"
        ),
        ("{target: \"sip:bob@{a};transport=udp\", probe: [invite], allow_call: true}", 0, "OK 1 check"),
    ])
    func demands(_ target: String, status: Int32, says: String) async throws {
        let folder = try Folder()
        let places = ["a": 1, "lossy": 2, "dns": 3, "stun": 4] as [String: UInt8]
        let (target, says) = places.reduce((target, says)) { texts, place in
            let (name, address) = ("{\(place.key)}", "\(block.address(place.value))")
            return (texts.0.replacing(name, with: address), texts.1.replacing(name, with: address))
        }
        let file = try folder.file("check.yaml", "schema: sipdiag/check/1\ntargets: [\(target)]\n")
        let servers = try await Self.start(block)
        let run = try Program.run("check", file)
        for server in servers { await server.stop() }
        #expect(run.status == status && run.errors.isEmpty, "\(run)")
        #expect(run.output.contains(says), "\(run.output)")
    }

    @NetActor
    private static func start(_ block: AddressBlock) async throws -> [any LabServer] {
        let network = SystemNetwork()
        var lossy = SIPServer.Plan(block.endpoint(2, port: 5060), udp: .healthy, tcp: .closed)
        lossy.temper.losesEverySecond = true
        let zone = Zone("lab.test", [.address("@", block.address(1))])
        return [
            try await SIPServer.start(.init(block.endpoint(1, port: 5060), udp: .healthy, tcp: .closed), on: network),
            try await SIPServer.start(lossy, on: network),
            try NameServer.start(.init(endpoint: block.endpoint(3, port: 53), zone: zone), on: network),
            try STUNServer.start(.init(block.endpoint(4, port: 3478), .answers()), on: network),
        ]
    }
}
