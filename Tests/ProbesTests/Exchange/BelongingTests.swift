import DNS
import Diagnosis
import Net
import SIP
import STUN
import TestSupport
import Testing

@testable import Probes

/// Whose answer, whose error: what belongs to a request ends it, and nothing else does.
@NetActor
@Suite struct BelongingTests {
    private nonisolated static let router = "192.0.2.1"

    /// RFC 3261 18.4: an ICMP error is the end at once.
    @Test(
        arguments: [
            (3, 3, "192.0.2.10", "refused"), (3, 3, router, "rejected"), (3, 13, router, "rejected"),
            (3, 1, router, "unreachable"), (3, 1, "192.0.2.7", "unreachable"),
        ] as [(UInt8, UInt8, String, String)])
    func icmpEndsIt(_ type: UInt8, _ code: UInt8, _ offender: String, _ outcome: String) async throws {
        let bench = try Bench()
        bench.network.react = { [$0.icmp(type, code, from: offender)] }
        let (result, ms) = try await bench.ask()
        #expect(result.outcome == outcome)
        #expect(ms == 10)
        #expect(bench.network.times == [0])
        let who = offender == "192.0.2.10" ? "target" : offender == "192.0.2.7" ? "self" : "other"
        #expect(result.facts["offender_is"] == .text(who))
    }

    /// Time exceeded, source quench and fragmentation needed end nothing.
    @Test(arguments: [(11, 0), (4, 0), (3, 4)] as [(UInt8, UInt8)])
    func passingComplaint(_ type: UInt8, _ code: UInt8) async throws {
        let bench = try Bench()
        bench.network.react = { sent in
            sent.ms == 0 ? [sent.icmp(type, code, from: Self.router)] : [sent.answer(200)]
        }
        let (result, ms) = try await bench.ask()
        #expect(result.code == 200)
        #expect(ms == 510)
    }

    /// Where nothing else comes, packets go in a circle.
    @Test func routingLoop() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.icmp(11, 0, from: Self.router)] }
        let (result, ms) = try await bench.ask()
        #expect(result.outcome == "unreachable")
        #expect(ms == 5000)
    }

    /// An answer that is there already counts for more than the refusal before it.
    @Test func answerBehindTheRefusal() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.icmp(3, 3, from: "192.0.2.10"), $0.answer(200)] }
        let (result, _) = try await bench.ask()
        #expect(result.code == 200)
    }

    /// A late error for an earlier request to the same server, or a forged one, is nobody's.
    @Test(arguments: [
        "OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.7;branch=z9hG4bKanother\r\n", "\u{0}\u{1}\u{0}\u{0}",
    ])
    func errorOfAnotherRequest(_ quote: String) async throws {
        let bench = try Bench()
        bench.network.react = { sent in
            [sent.icmp(3, 3, from: Self.router, quoting: Array(quote.utf8)), sent.answer(200, afterMs: 50)]
        }
        let (result, ms) = try await bench.ask()
        #expect(result.code == 200)
        #expect(ms == 50)
    }

    /// Routers may quote next to nothing: then the error is for whoever sent there.
    @Test(arguments: [[], Array("OPTIONS sip:192".utf8)] as [[UInt8]])
    func shortQuote(_ quote: [UInt8]) async throws {
        let bench = try Bench()
        bench.network.react = { [$0.icmp(3, 13, from: Self.router, quoting: quote)] }
        #expect(try await bench.ask().result.outcome == "rejected")
    }

    /// SIP and STUN to the same address and port, from the same socket: each gets its own error.
    @Test func stunAndSIPSideBySide() async throws {
        let bench = try Bench { $0.stunServers = [HostPort("192.0.2.10:5060")].compactMap(\.self) }
        bench.network.react = { sent in
            sent.bytes[0] < 4 ? [sent.icmp(3, 3, from: "192.0.2.10")] : [sent.answer(200, afterMs: 40)]
        }
        let context = bench.context
        let done = await bench.network.clock.run {
            await concurrently(["sip.options", "nat.mapping"]) { await context.run(TestRequest(test: $0)) }
        }
        let findings = try #require(done).value
        #expect(findings.map(\.outcome) == ["answered", "timeout"])
        #expect("\(findings[1].facts)".contains("ICMP 3/3"))
        #expect(bench.network.sockets.count == 1)
    }

    /// What differs is counted, told and never believed.
    @Test(arguments: [
        ("branch", false), ("call-id", false), ("sent-by", true), ("cseq", false), ("from-tag", false),
    ])
    func strays(_ field: String, _ sentByOnly: Bool) async throws {
        let bench = try Bench()
        bench.network.react = { sent in
            let text = String(decoding: sent.response(200), as: UTF8.self)
            let changed =
                switch field {
                case "branch": text.replacing("branch=z9hG4bK", with: "branch=z9hG4bKx")
                case "call-id": text.replacing("Call-ID: ", with: "Call-ID: x")
                case "sent-by": text.replacing("192.0.2.7:40000", with: "10.0.0.1:5060")
                case "cseq": text.replacing("CSeq: 1", with: "CSeq: 2")
                default: text.replacing(";tag=", with: ";tag=x")
                }
            return changed == text ? [] : [.datagram(Array(changed.utf8), from: sent.remote, afterMs: 10)]
        }
        let (result, ms) = try await bench.ask()
        #expect(result.outcome == "mismatched")
        #expect(ms == 5000)
        #expect(result.strays == 4)
        #expect(result.facts["sent_by_only"] == .flag(sentByOnly))
        #expect(bench.context.log.messages.filter(\.stray).count == 4)
    }

    /// From another address it counts only if all of it belongs to the request.
    @Test(arguments: [("z9hG4bK", true), ("z9hG4bKx", false)])
    func answerFromElsewhere(_ cookie: String, _ belongs: Bool) async throws {
        let bench = try Bench()
        let elsewhere = try #require(Endpoint("192.0.2.99:5070"))
        bench.network.react = { sent in
            let text = String(decoding: sent.response(200), as: UTF8.self).replacing("z9hG4bK", with: cookie)
            return [.datagram(Array(text.utf8), from: elsewhere, afterMs: 10)]
        }
        let (result, _) = try await bench.ask()
        #expect(result.isAnswered == belongs)
        if belongs {
            #expect(result.facts["same_source"] == .flag(false))
            #expect(result.facts["answered_by"] == .text("\(elsewhere)"))
        }
    }

    @Test func garbage() async throws {
        let bench = try Bench()
        bench.network.react = { [.datagram(Array("HTTP/1.1 400\r\n".utf8) + [0xFF], from: $0.remote, afterMs: 5)] }
        let (result, _) = try await bench.ask()
        #expect(result.outcome == "not_sip")
        #expect(result.facts["got"] == .text("HTTP/1.1 400\r\n\\xFF"))
    }

    /// What is no UTF-8 stays readable, octet by octet.
    @Test func invalidUTF8() async throws {
        let bench = try Bench()
        bench.network.react = { sent in
            let text = String(decoding: sent.response(200) { $0.headers = [Header(.server, "XX")] }, as: UTF8.self)
            let bytes = Array(text.replacing("200 OK", with: "200 YY").utf8)
            let changed = bytes.flatMap { byte in byte == 0x59 ? [0xC3] : byte == 0x58 ? [0xFE] : [byte] as [UInt8] }
            return [.datagram(changed, from: sent.remote, afterMs: 5)]
        }
        let (result, _) = try await bench.ask()
        #expect(result.facts["reason"] == .text("\\xC3\\xC3"))
        #expect(result.facts["server"] == .text("\\xFE\\xFE"))
        #expect(result.words.hasPrefix("200 \\xC3\\xC3 in"))
    }

    /// What the kernel refuses was not sent, and is not in the record as if it were.
    @Test func refusedByTheKernel() async throws {
        let bench = try Bench()
        bench.network.refuse = { _ in LocalError(.deniedLocally, code: 1, call: "sendto") }
        let (result, ms) = try await bench.ask()
        #expect(result.outcome == "denied")
        #expect(!result.wasSent)
        #expect(result.sent == 0)
        #expect(ms == 0)
        #expect(bench.context.log.messages.isEmpty)
    }
}
