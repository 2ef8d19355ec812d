import SIP
import Testing

@Suite struct AuthenticatedRequestTests {
    private let challenge = Header(.wwwAuthenticate, "Digest realm=\"r\", nonce=\"n\"")
    private let client = DigestClient(
        username: "alice", secret: Secret("secret"), hashes: [.md5: { _ in [UInt8](repeating: 7, count: 16) }],
        cnonce: { "c" })

    private func clock(
        digest: DigestClient?, isReliable: Bool = false
    ) throws -> VirtualClock<AuthenticatedRequest> {
        let branches = Counter()
        var builder = try Samples.builder(.register)
        builder.headers = [Header(.expires, "60")]
        return VirtualClock(
            try AuthenticatedRequest(
                builder, digest: digest, isReliable: isReliable, branch: { "z9hG4bKr\(branches.next())" }
            ) { request, response in
                guard response.statusCode == 423, let least = response.minExpires else { return nil }
                var request = request
                request.headers = [Header(.expires, String(least))]
                return request
            })
    }

    private func response(
        _ clock: VirtualClock<AuthenticatedRequest>, _ code: Int, _ headers: Header...
    ) throws -> Message {
        var builder = ResponseBuilder(to: clock.transaction.request, code, toTag: "t")
        builder.headers = headers
        return try builder.build()
    }

    @Test func acceptedAtTheSecondTry() throws {
        var clock = try clock(digest: client)
        let challenged = try response(clock, 401, challenge)
        clock.receive(challenged, at: 100)
        clock.receive(challenged, at: 200)
        clock.receive(try response(clock, 200), at: 700)
        clock.run()
        #expect(
            clock.log
                == ["0 send REGISTER", "100 send REGISTER", "600 send REGISTER", "700 deliver 200", "5700 terminated"])
        let request = clock.transaction.request
        #expect(request.cseq == CSeq(8, .register))
        #expect(request.topVia?.branch == "z9hG4bKr1")
        #expect(request.values(of: .authorization).count == 1)
        #expect(clock.transaction.retried == [challenged])
        #expect(clock.timersRunning.isEmpty)
    }

    @Test func refused() throws {
        var clock = try clock(digest: client, isReliable: true)
        clock.receive(try response(clock, 401, challenge), at: 100)
        clock.receive(try response(clock, 401, challenge), at: 200)
        #expect(clock.log.suffix(3) == ["100 send REGISTER", "200 deliver 401", "200 terminated"])
        #expect(clock.transaction.refusal == .badCredentials)
    }

    @Test func amendedOnce() throws {
        var clock = try clock(digest: nil)
        clock.receive(try response(clock, 423, Header(.minExpires, "3600")), at: 100)
        #expect(clock.transaction.request.expires == 3_600)
        clock.receive(try response(clock, 423, Header(.minExpires, "7200")), at: 200)
        #expect(clock.log.last == "200 deliver 423")
    }

    @Test func whatCannotBeHeededIsDelivered() throws {
        var clock = try clock(digest: nil)
        clock.receive(try response(clock, 100), at: 50)
        clock.receive(try response(clock, 423), at: 100)
        #expect(clock.log.suffix(2) == ["50 deliver 100", "100 deliver 423"])
        var silent = try self.clock(digest: client)
        silent.run()
        #expect(silent.log.suffix(2) == ["32000 timed out", "32000 terminated"])
    }

    @Test func aServerThatGoesInCircles() throws {
        var clock = try clock(digest: client)
        for round in 1...20 where clock.delivered.isEmpty {
            let stale = Header(.wwwAuthenticate, "Digest realm=\"r\", nonce=\"n\(round)\", stale=true")
            clock.receive(try response(clock, 401, stale), at: 100 * round)
        }
        #expect(clock.delivered.map(\.statusCode) == [401])
        #expect(clock.sent.count <= 6)
    }
}
