import DNS
import Diagnosis
import Net
import SIP
import TestSupport
import Testing

@testable import Probes

/// Paths that end large packets, each in its own way, and what the ladder makes of them.
@NetActor
@Suite struct SizeProbeTests {
    /// What lies between us and the server.
    struct Path: Sendable {
        /// IP header included.
        var mtu = 1500
        var tellsMTU = true
        var dropsFragments = false
        /// Nothing above so many bytes of SIP is answered, over UDP.
        var largest = Int.max
        var refuses: Int?
        /// Requests that vanish, by their place in the order of sending.
        var lost: Set<Int> = []
    }

    private func bench(_ path: Path, _ target: String = "192.0.2.10") throws -> Bench {
        let bench = try Bench(target)
        let network = bench.network
        network.react = { sent in
            if path.lost.contains(network.sent.count) { return [] }
            let header = sent.remote.address.isIPv6 ? 48 : 28
            let size = sent.bytes.count + header
            let known = network.pathMTU ?? 1500
            // The kernel cuts what it knows to be too large, over IPv6 into pieces of 1280 where a program wants that.
            let isCut = size > known
            let piece = sent.mayFragment && sent.remote.address.isIPv6 ? 1280 : known
            let largestPiece = isCut ? piece : size
            if isCut, path.dropsFragments { return [] }
            if largestPiece > path.mtu {
                // A router cuts what may be cut, over IPv4.
                let mayCut = !sent.remote.address.isIPv6 && (isCut || sent.mayFragment)
                if mayCut { return path.dropsFragments ? [] : [sent.answer(200)] }
                guard path.tellsMTU else { return [] }
                network.pathMTU = path.mtu
                let error = ICMPError(
                    origin: .icmp, type: 3, code: 4, offender: IPAddress("198.51.100.1"), mtu: path.mtu,
                    destination: sent.remote, payload: sent.bytes)
                return [.icmp(error, afterMs: 5)]
            }
            if sent.bytes.count > path.largest { return path.refuses.map { [sent.answer($0)] } ?? [] }
            return [sent.answer(200)]
        }
        return bench
    }

    private func measure(_ path: Path, _ target: String = "192.0.2.10") async throws -> Finding {
        let finding = try await bench(path, target).run("path.size").finding
        try CatalogueCheck.check(finding, ProbeRegistry.catalogue)
        return finding
    }

    @Test(arguments: ["192.0.2.10", "[2001:db8::10]"])
    func clear(_ target: String) async throws {
        let finding = try await measure(Path(), target)
        #expect(finding.outcome == "clear")
        #expect(finding.number("passes_bytes") == 3000)
        #expect(finding.number("resent") == 0)
        #expect(finding.text("invite") == "passes")
        #expect(finding.number("packet_bytes") == (target.hasPrefix("[") ? 1452 : 1472))
    }

    @Test func eachRungIsAsLargeAsItSays() async throws {
        let bench = try bench(Path())
        _ = try await bench.run("path.size")
        let sizes = Set(bench.network.sent.map(\.bytes.count))
        #expect(sizes.isSuperset(of: SizeLadder.rungs))
        let longest = bench.network.sent.flatMap { $0.bytes.split(separator: 13) }.map(\.count).max() ?? 0
        #expect(longest <= 130)
    }

    @Test func theMTUIsLearned() async throws {
        let finding = try await measure(Path(mtu: 1280))
        #expect(finding.outcome == "mtu_learned")
        #expect(finding.number("mtu") == 1280)
        #expect(finding.text("mtu_from") == "198.51.100.1")
        #expect(finding.number("packet_bytes") == 1252)
        #expect(finding.number("resent") == 0)
    }

    @Test(arguments: ["192.0.2.10", "[2001:db8::10]"])
    func aBlackHole(_ target: String) async throws {
        let finding = try await measure(Path(mtu: 1400, tellsMTU: false), target)
        #expect(finding.outcome == "black_hole")
        #expect(finding.number("passes_bytes") == 1350)
        #expect(finding.number("dies_from") == 1450)
    }

    @Test(arguments: ["192.0.2.10", "[2001:db8::10]"])
    func fragmentsAreDropped(_ target: String) async throws {
        let finding = try await measure(Path(dropsFragments: true), target)
        #expect(finding.outcome == "fragments_dropped")
        #expect(finding.number("passes_bytes") == 1450)
        #expect(finding.number("dies_from") == 1600)
        #expect(finding.number("dies_to") == 3000)
    }

    /// What the kernel cuts since it has learned the MTU is dropped like any fragment.
    @Test func fragmentsAreDroppedBehindASmallMTU() async throws {
        let finding = try await measure(Path(mtu: 1280, dropsFragments: true))
        #expect(finding.outcome == "fragments_dropped")
        #expect(finding.number("dies_from") == 1350)
        #expect(finding.number("mtu") == 1280)
    }

    @Test func theServerRefusesLargeRequests() async throws {
        let finding = try await measure(Path(largest: 1300, refuses: 513))
        #expect(finding.outcome == "server_limit")
        #expect(finding.text("limit") == "told")
        #expect(finding.number("code") == 513)
        #expect(finding.number("dies_from") == 1350)
    }

    /// A server that calls every request bad does not speak of its size.
    @Test func everyRequestIsBad() async throws {
        let bench = try Bench()
        bench.network.react = { [$0.answer(400)] }
        #expect(try await bench.run("path.size").finding.outcome == "clear")
    }

    /// Silence above a size, in whatever packets; TCP does not even connect here.
    @Test func largeRequestsAreIgnored() async throws {
        let finding = try await measure(Path(largest: 1300))
        #expect(finding.outcome == "too_large")
        #expect(finding.text("tcp") == "unavailable")
    }

    /// One lost packet, and one size lost in all its tries, are no limit.
    @Test(arguments: [[3], [4, 8, 9], [5, 8, 9]])
    func lossIsNoLimit(_ lost: [Int]) async throws {
        let finding = try await measure(Path(lost: Set(lost)))
        #expect(finding.outcome == "clear")
        #expect((finding.number("resent") ?? 0) > 0)
    }

    @Test func theServerFallsSilent() async throws {
        let bench = try bench(Path(lost: Set(5...1000)))
        let finding = try await bench.run("path.size").finding
        #expect(finding.outcome == "fell_silent")
        #expect(finding.number("answered_before") == 4)
        #expect(bench.network.sent.count < 80)
    }

    /// The size of the INVITE that was placed is a rung of its own.
    @Test func theInviteIsARung() async throws {
        let bench = try Bench("sip:bob@192.0.2.10") { $0.call.isAllowed = true }
        bench.network.answer { method, sent, _ in
            if method == .ack { return [] }
            return [sent.code(method == .invite ? 486 : 200)]
        }
        _ = try await bench.run("sip.invite")
        let placed = try #require(bench.network.sent.first { $0.request?.method == .invite }).bytes.count
        let finding = try await bench.run("path.size").finding
        #expect(finding.number("invite_bytes") == placed)
        #expect(bench.network.sent.contains { $0.request?.method == .options && $0.bytes.count == placed })
    }

    @Test func whereNothingAnswersNothingIsSent() async throws {
        let bench = try Bench { $0.timeoutMs = 1000 }
        let (finding, ms) = try await bench.run("path.size")
        #expect(finding.outcome == "unanswered")
        #expect(ms == 1000)
        #expect(bench.network.sent.count == 2)
    }

    @Test func onlyOverUDP() async throws {
        let bench = try Bench { $0.transport = .tcp }
        #expect(try await bench.run("path.size").finding.outcome == "not_udp")
        #expect(try await bench.run("path.loss").finding.outcome == "not_udp")
    }
}
