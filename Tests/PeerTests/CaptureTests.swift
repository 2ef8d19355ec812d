import Foundation
import TestSupport
import Testing

/// `--save-pcap` as tshark reads it: every packet a whole SIP message, with nothing to complain of.
@ServerThread
@Suite(.enabled(if: Topology.missing == nil, Comment(rawValue: Topology.missing ?? "")), .serialized)
struct CaptureTests {
    @Test(arguments: ["udp", "tcp"])
    func aRunAgainstKamailioIsRead(transport: String) async throws {
        let network = try Topology()
        defer { network.end() }
        try network.startKamailio()
        let capture = network.folder.appending(path: "\(transport).pcap").path
        for target in ["203.0.113.10", "[fd00:113::10]"] {
            let run = try network.sipdiag(["options", target, "--transport", transport, "--save-pcap", capture])
            #expect(run.status == 0)
            let packets = try tshark(
                capture, ["ip.dst", "ipv6.dst", "\(transport).dstport", "sip.Method", "sip.Status-Code"])
            // A server that is slow today has the request twice.
            #expect(packets.count >= 2)
            #expect(packets.first?.contains("5060") == true && packets.first?.contains("OPTIONS") == true)
            #expect(packets.last?.last == "200")
            try expectNothingToComplainOf(capture)
        }
    }

    /// A call through a proxy that wants a login: all of it in order, and neither the password nor what it was hashed to.
    @Test func aCallIsReadInOrder() throws {
        let network = try Topology()
        defer { network.end() }
        try network.startKamailio()
        let callee = try SIPp("asks", in: network)
        let capture = network.folder.appending(path: "call.pcap").path
        let login = ["--auth-user", "alice", "--password-file", try network.write("password", "secret")]
        _ = try network.sipdiag(
            ["invite", "sip:sipp@203.0.113.10", "--transport", "tcp", "--talk", "500ms", "--save-pcap", capture] + login
        )
        #expect(callee.complaint() == nil)
        let messages = try tshark(capture, ["sip.Status-Code", "sip.CSeq.method"]).map { $0.joined(separator: " ") }
        let setup = [" INVITE", "407 INVITE", " ACK", " INVITE", "100 INVITE", "200 INVITE", " ACK"]
        let change = [" OPTIONS", "200 OPTIONS", " INVITE", "200 INVITE", " ACK", " INFO", "200 INFO"]
        #expect(messages == setup + change + [" BYE", "200 BYE"])
        let responses = try tshark(capture, ["sip.auth.digest.response"], where: "sip.auth.digest.response")
        #expect(!responses.isEmpty)
        #expect(responses.joined().allSatisfy { $0.allSatisfy { "\"x".contains($0) } })
        #expect(!String(decoding: try Data(contentsOf: URL(filePath: capture)), as: UTF8.self).contains("secret"))
        try expectNothingToComplainOf(capture)
    }

    /// All transports on the ports that are theirs, two messages in one connection, and one too long for one packet.
    @Test func everyTransportIsPlainSIP() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sipdiag-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (report, capture) = (folder.appending(path: "report.json").path, folder.appending(path: "calls.pcap").path)
        let ports = [
            ("udp", 5060), ("tcp", 5060), ("tls", 5061), ("ws", 80), ("wss", 443), ("tls", 5060), ("ws", 8080),
        ]
        var messages: [[String: Any]] = []
        for (transport, port) in ports {
            for (local, remote) in [("192.0.2.7:40212", "203.0.113.10"), ("[2001:db8::7]:40212", "[2001:db8::10]")] {
                for length in [0, transport == "tcp" ? 65_530 : 65_507, 300] {
                    messages += Self.transaction(transport, local, "\(remote):\(port)", length: length)
                }
            }
        }
        try save(messages, as: report)
        let run = try Shell.run([Shell.sipdiag, "why", report, "--save-pcap", capture])
        #expect(run.errors.isEmpty, "\(run.errors)")
        let packets = try tshark(capture, ["frame.time_epoch", "sip.Method", "sip.Status-Code", "sip.Call-ID"])
        #expect(packets.count == messages.count)
        for (packet, message) in zip(packets, messages) {
            let isSent = message["direction"] as? String == "sent"
            #expect(packet == ["1795378320.123000000", isSent ? "MESSAGE" : "", isSent ? "" : "200", "c1"])
        }
        try expectNothingToComplainOf(capture)
    }

    @Test func aReportWithoutMessagesIsAnEmptyCapture() throws {
        let capture = FileManager.default.temporaryDirectory.appending(path: "sipdiag-\(UUID().uuidString).pcap").path
        defer { try? FileManager.default.removeItem(atPath: capture) }
        #expect(try Shell.run([Shell.sipdiag, "why", "486", "--save-pcap", capture]).status == 0)
        #expect(try tshark(capture, ["frame.number"]) == [])
    }

    /// A request and its answer of so many bytes, or as few as there can be.
    private static func transaction(
        _ transport: String, _ local: String, _ remote: String, length: Int
    ) -> [[String: Any]] {
        let headers = """
            Via: SIP/2.0/\(transport.uppercased()) \(local);branch=z9hG4bK1
            From: <sip:alice@example.com>;tag=a
            To: <sip:bob@example.com>
            Call-ID: c1
            CSeq: 1 MESSAGE
            Content-Type: text/plain

            """
        return [("sent", "MESSAGE sip:bob@example.com SIP/2.0"), ("received", "SIP/2.0 200 OK")].map {
            let head = "\($1)\n\(headers)".replacing("\n", with: "\r\n")
            let bodyLength = max(0, length - head.utf8.count - "Content-Length: 00000\r\n\r\n".utf8.count)
            let number = String("00000\(bodyLength)".suffix(5))
            let text = "\(head)Content-Length: \(number)\r\n\r\n\(String(repeating: "x", count: bodyLength))"
            return [
                "at_ms": 123, "direction": $0, "transport": transport, "local": local, "remote": remote,
                "start_line": $1, "text": text,
            ]
        }
    }

    private func save(_ messages: [[String: Any]], as path: String) throws {
        let report: [String: Any] = [
            "schema": "sipdiag.report/1", "tool": ["name": "sipdiag", "version": "0.1.0"], "command": "options",
            "started_at": "2026-11-22T20:12:00.000Z", "duration_ms": 1, "verdict": "ok", "exit_code": 0,
            "summary": "All is well.", "causes": [Any](), "findings": [Any](), "path": [Any](),
            "open_questions": [Any](), "messages": messages,
        ]
        try JSONSerialization.data(withJSONObject: report).write(to: URL(filePath: path))
    }

    /// The fields of every packet that ends a SIP message.
    private func tshark(_ capture: String, _ fields: [String], where filter: String = "sip") throws -> [[String]] {
        let checks = ["ip", "tcp", "udp"].flatMap { ["-o", "\($0).check_checksum:TRUE"] }
        let run = try Shell.run(
            ["tshark", "-2", "-r", capture, "-Y", filter, "-T", "fields"] + checks + fields.flatMap { ["-e", $0] })
        guard run.status == 0 else { throw Shell.Failed(description: run.errors) }
        return run.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func expectNothingToComplainOf(_ capture: String, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        let bad = """
            _ws.malformed || _ws.expert.severity >= 0x600000 || tcp.analysis.flags || ip.checksum.status == 0 \
            || tcp.checksum.status == 0 || udp.checksum.status == 0 || (!sip && !tcp.reassembled_in)
            """
        let complaints = try tshark(capture, ["frame.number", "_ws.expert.message"], where: bad)
        #expect(complaints == [], sourceLocation: sourceLocation)
    }
}
