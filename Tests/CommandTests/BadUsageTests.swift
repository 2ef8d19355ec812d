import TestSupport
import Testing

/// What is wrong is said by its name, with what to write instead; nobody is probed.
@CommandThread
@Suite struct BadUsageTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var arguments: [String]
        var says: [String]

        init(_ arguments: String..., says: String...) {
            (self.arguments, self.says) = (arguments, says)
        }

        var testDescription: String { arguments.joined(separator: " ") }
    }

    nonisolated static let options: [Row] = [
        Row("options", "x", "--resolver", "notanaddress", says: "--resolver notanaddress:", "192.0.2.53:5353"),
        Row("options", "x", "--resolver", "", says: "--resolver :", "by its address"),
        Row("options", "x", "--resolver", "192.0.2.1:0", says: "--resolver 192.0.2.1:0:"),
        Row("options", "x", "--local", "300.1.1.1", says: "--local 300.1.1.1:", "one of this host's addresses"),
        Row("options", "x", "--local", "192.0.2.1:70000", says: "--local 192.0.2.1:70000:"),
        Row("options", "x", "--stun", "a b", says: "--stun a b:", "HOST:PORT"),
        Row("options", "x", "--canary", ":5060", says: "--canary :5060:", "HOST:PORT"),
        Row("options", "x", "--proxy", "", says: "--proxy :", "HOST:PORT"),
        Row("options", "x", "--status-url", "ftp://x", says: "--status-url ftp://x:", "https and http"),
        Row("options", "x", "--from", "alice", says: "--from alice:", "sip:alice@example.com"),
        Row("options", "x", "--expect", "2xx", says: "'2xx'", "--expect", "200-299,401"),
        Row("options", "x", "--expect", "", says: "--expect", "200-299,401"),
        Row("options", "x", "--timeout", "abc", says: "'abc'", "--timeout", "500ms, 5s, 2m"),
        Row("options", "x", "--timeout", "0", says: "--timeout", "from 1ms"),
        Row("options", "x", "--timeout", "inf", says: "--timeout", "500ms, 5s, 2m"),
        Row("options", "x", "--deadline", "0s", says: "--deadline", "from 1ms"),
        Row("options", "x", "--deadline", "99999m", says: "--deadline", "24 hours"),
        Row("tls", "x", "--transport", "udp", says: "--transport udp", "tls and wss"),
        Row("options", "x", "--ca-file", "/nosuch", says: "--ca-file /nosuch:", "no such file"),
        Row("options", "x", "--ca-file", "/dev/null", says: "--ca-file /dev/null:", "no certificate in PEM form"),
        Row("options", "x", "--cert", "/nosuch", says: "--cert /nosuch:", "no such file"),
        Row("options", "x", "--key", "/nosuch", says: "--key /nosuch:", "--cert FILE"),
        Row("options", "x", "--transport", "pigeon", says: "--transport pigeon:", "udp, tcp, tls, ws and wss"),
        Row("options", "x", "-4", "-6", says: "-4 and -6 exclude each other"),
        Row("options", "x", "--color", "purple", says: "--color", "'auto', 'always' or 'never'"),
        Row("options", "x", "--format", "xml", says: "--format", "  - prometheus"),
        Row("options", "x", "--redact", "names", says: "'names'", "--redact", "numbers,addresses"),
        Row("options", "x", "--redact", "numbers,", says: "--redact", "numbers,addresses"),
        Row(
            "options", "x", "--redact", "numbers", "--save-pcap", "/tmp/x", says: "--save-pcap", "--redact",
            "one of the two"),
        Row("options", "x", "--tiemout", "5s", says: "--tiemout", "Did you mean '--timeout'?"),
        Row("invite", "sip:bob@x", "--codec", "dtmf", says: "--codec dtmf:", "PCMU, PCMA, G722 and opus"),
        Row("invite", "sip:bob@x", "--srtp", "dtls", says: "--srtp", "'none', 'sdes' or 'optional'"),
        Row("invite", "sip:bob@x", "--ring", "0s", says: "--ring", "from 1ms"),
        Row("why", "x", "--answer", "foo", says: "--answer foo:", "other_network=works"),
        Row("why", "x", "--playbooks", "/nosuch", says: "/nosuch: no such folder"),
        Row("why", "x", "--playbooks", "/dev/null", says: "/dev/null: no such folder"),
    ]

    nonisolated static let targets: [Row] = [
        Row("options", "sip:bob@exa mple.com", says: "“sip:bob@exa mple.com”, character 12:", "white space"),
        Row("options", "sip:bob@[::1", says: "character 9:", "[IPv6] address"),
        Row("options", "sip:", says: "character 5:"),
        Row("options", "sip:bob@example.com:99999", says: "character 21:", "0 to 65535"),
        Row("options", "sip:example.com:0", says: "port 0 is no port"),
        Row("options", "http://example.com", says: "http: is no SIP, SIPS or tel URI"),
        Row("options", "sip:example.com;transport=pigeon", says: "transport pigeon is none of"),
        Row("options", "sips:example.com", "--transport", "udp", says: "sips: demands TLS"),
        Row("options", "tel:+15550100", says: "--proxy HOST"),
        Row("options", "::1", "-4", says: "IPv6 address"),
        Row("invite", "x", says: "it names a server; name somebody", "sip:bob@x"),
        Row("register", "x", says: "it names a server; name somebody"),
        Row("invite", "sip:112@example.com", says: "an emergency number", "never calls one"),
        Row("why", "tel:911", "--proxy", "x", says: "an emergency number", "never calls one"),
        Row("options", says: "name a TARGET"),
        Row("options", "", says: "name a TARGET"),
        Row("options", " ", says: "name a TARGET"),
        Row("options", "a.example", "b.example", says: "Unexpected argument 'b.example'"),
        Row("options", "x", "--lab", "silent", says: "--lab silent brings its own target"),
        Row("status", says: "URL of a status page"),
        Row("status", "example.com", says: "https:// or http://"),
        Row("status", "http://x", "--lab", "status-green", says: "brings its own status page"),
        Row("\u{1B}[31mred", says: "there is no command “\\x1B[31mred”"),
        Row("why", "\u{1B}[31mred", says: "“\\x1B[31mred”, character 1:"),
        Row("why", "x", "--transport", "\u{1B}[31m", says: "--transport \\x1B[31m:"),
        Row("why", "x", "--\u{1B}[31m", says: "--\\x1B[31m"),
        Row("why", "x", "--timeout", "\u{1B}[31m\u{202E}", says: "\\x1B[31m\\xE2\\x80\\xAE"),
    ]

    nonisolated static let words: [Row] = [
        Row("opitons", "example.com", says: "there is no command “opitons”; did you mean options?"),
        Row("frobnicate", says: "there is no command “frobnicate”; there are why,"),
        Row("help", "wyh", says: "there is no command “wyh”; did you mean why?"),
        Row("playbook", "lsit", says: "did you mean list?", "sipdiag playbook --help"),
        Row("playbook", "show", "sip408", says: "did you mean sip-408?"),
        Row("playbook", "lint", "/nosuch.yaml", says: "/nosuch.yaml: no such file"),
        Row("lab", "healty", says: "did you mean healthy?"),
        Row("why", "--lab", "silnt", says: "did you mean silent?"),
        Row("why", "--lab", "nosuch", says: "`sipdiag lab` lists them"),
        Row("why", says: "say what you have in hand"),
        Row("why", "", says: "say what you have in hand"),
        Row("why", "999", says: "999 is no SIP code", "100 to 699"),
        Row("why", "099", says: "099 is no SIP code"),
        Row("why", "Q.850:999", says: "Q.850:999:", "1 to 127"),
        Row("why", "Q.850:", says: "Q.850::", "1 to 127"),
        Row("why", "Warning:308", says: "Warning:308:", "300 to 399"),
        Row("why", "net.udp-blockd", says: "did you mean net.udp-blocked?", "After --"),
        Row("why", "no-respons", says: "did you mean no-response?"),
        Row("why", "onewayaudio", says: "did you mean one-way-audio?"),
        Row("why", "drop-after-32s", "example.com", says: "did you mean drops-after-32s?"),
        Row("why", "a", "b", says: "a code or a symptom and a target"),
        Row("why", "net.udp-blocked", "--lab", "silent", says: "leave out “net.udp-blocked”"),
        Row("why", "reprot.json", says: "reprot.json: no such file"),
        Row("why", "/nosuch/capture.pcap", says: "/nosuch/capture.pcap: no such file"),
        Row("why", "408", "sip:bob@", says: "“sip:bob@”, character 9:"),
    ]

    @Test(arguments: options + targets + words)
    func isTold(_ row: Row) throws {
        let text = try Program.run(row.arguments)
        #expect(text.status == 64)
        #expect(text.output.isEmpty)
        for word in row.says { #expect(text.errors.contains(word), "\(text.errors)") }
        #expect(text.errors.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    }

    @Test(arguments: options + targets + words)
    func isAnObjectInJSON(_ row: Row) throws {
        let json = try Program.run(row.arguments.isEmpty ? [] : row.arguments + ["--json"])
        #expect(json.status == 64)
        let document = try json.json()
        #expect(document["schema"] as? String == "sipdiag.report/1")
        let error = try #require(document["error"] as? [String: Any])
        #expect(error["exit_code"] as? Int == 64)
        #expect((error["message"] as? String).map { !$0.isEmpty && !$0.contains("\n") } == true)
        #expect(!json.errors.isEmpty)
    }

    @Test func aPlaybookFaultHasItsPlace() throws {
        let folder = try Folder()
        _ = try folder.file("mine.yaml", "schema: sipdiag/playbook/1\nid: mine\n  title: Mine\n")
        let run = try Program.run("why", "--lab", "healthy", "--playbooks", folder.path)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("\(folder.path)/mine.yaml:"))
        #expect(run.errors.contains(/mine\.yaml:3:\d+: error: .*\n +title: Mine\n +\^/))
    }
}
