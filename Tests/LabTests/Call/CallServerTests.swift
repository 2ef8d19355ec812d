import Net
import SIP
import TestSupport
import Testing

@testable import Lab

/// The call server on loopback, met by raw messages.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(4)))
struct CallServerTests {
    private func serve(
        _ script: CallScript, _ change: (inout CallServer.Plan) -> Void = { _ in },
        _ test: @NetActor (RawCaller, CallServer) async throws -> Void
    ) async throws {
        let endpoint = TestBlock().endpoint(1)
        var plan = CallServer.Plan([endpoint], others: script)
        change(&plan)
        let server = try CallServer.start(plan, on: Client.network)
        defer { server.stop() }
        let raw = try RawCaller(endpoint)
        defer { raw.close() }
        try await test(raw, server)
    }

    @Test func callIsAnsweredAndHungUp() async throws {
        try await serve(.answers()) { raw, server in
            let answer = try await raw.invite()
            #expect(raw.codes == [100, 180, 200])
            #expect(server.book.callsUp == 1 && server.book.unacknowledged == 1)
            await raw.send(try raw.caller.acknowledgement(of: answer))
            #expect(try await raw.hangUp(answer).statusCode == 200)
            #expect(server.book.callsUp == 0 && server.book.unacknowledged == 0)
            #expect(server.book.calls(to: "bob").map(\.state) == [.ended(.byCaller)])
            #expect(server.book.wrongs == [])
        }
    }

    @Test func mediaComeBackUntilTheCallEnds() async throws {
        try await serve(.answers()) { raw, _ in
            let answer = try await raw.invite()
            await raw.send(try raw.caller.acknowledgement(of: answer))
            let stream = try #require(answer.sdp.description?.audio?.port)
            let port = try #require(UInt16(exactly: stream))
            #expect(port.isMultiple(of: 2) && port >= 10_000)
            let media = Endpoint(raw.server.address, port: port)
            let listener = try Client()
            defer { listener.socket.close() }
            #expect(try await listener.exchange([0x80, 1, 2], with: media).bytes == [0x80, 1, 2])
            _ = try await raw.hangUp(answer)
            await listener.send([0x80, 1, 2], to: media)
            #expect(try await listener.receiveICMP().kind == .portUnreachable)
        }
    }

    @Test func calleesDifferByTheirUser() async throws {
        try await serve(.refuses(404), { $0.callees = ["bob": .refuses(486)] }) { raw, server in
            let busy = try await raw.invite()
            raw.caller.user = "eve"
            raw.caller.callID = CallID("other@test")
            let unknown = try await raw.invite()
            #expect(busy.statusCode == 486 && unknown.statusCode == 404)
            #expect(server.book.calls.map(\.callee) == ["bob", "eve"])
            #expect(server.book.unacknowledged == 2)
        }
    }

    /// The second INVITE of a Call-ID is an attempt of its own.
    @Test func challengedCallIsTriedAgain() async throws {
        try await serve(.answers(), { $0.auth = AuthPolicy(users: ["alice": "secret"]) }) { raw, server in
            var client = DigestClient(
                username: "alice", secret: Secret("secret"), hashes: AuthGate.systemHashes, cnonce: { "c" })
            let invite = try raw.caller.invite()
            let challenge = try await raw.final(of: invite)
            await raw.send(try invite.acknowledgement(of: challenge))
            guard case .retry(let headers) = client.answer(challenge, to: invite) else {
                Issue.record("no answer to the challenge")
                return
            }
            let answer = try await raw.final(of: try raw.caller.invite(headers, branch: "i2", cseq: 2))
            #expect(answer.statusCode == 200)
            await raw.send(try raw.caller.request(.ack, in: answer, headers, branch: "a", cseq: 2))
            _ = try await raw.hangUp(answer)
            #expect(server.book.calls.map(\.state) == [.ended(.refused(401)), .ended(.byCaller)])
            #expect(server.book.unacknowledged == 0 && server.book.wrongs == [])
        }
    }

    @Test(arguments: [(SIP.Method.options, 200), (.register, 405), (.message, 405), (.bye, 405), (.cancel, 481)])
    func requestsOutsideOfCalls(_ method: SIP.Method, _ code: Int) async throws {
        try await serve(.rings) { raw, _ in
            await raw.send(try raw.caller.request(method))
            #expect(try await raw.receive().statusCode == code)
        }
    }

    @Test func unknownDialogIsSaidToBe() async throws {
        try await serve(.answers()) { raw, server in
            let answer = try await raw.invite()
            raw.caller.callID = CallID("other@test")
            #expect(try await raw.hangUp(answer).statusCode == 481)
            #expect(server.book.callsUp == 1)
        }
    }

    @Test func registrarIsAsked() async throws {
        try await serve(.rings, { $0.registrar = RegistrarPlan() }) { raw, _ in
            await raw.send(try raw.caller.request(.register, [Header(.contact, "<sip:bob@127.0.0.1>;expires=90")]))
            let answer = try await raw.receive()
            #expect(answer.statusCode == 200 && answer.contacts.first?.expires == 90)
        }
    }

    @Test func calleeHangsUp() async throws {
        var script = CallScript.answers()
        script.inCall = [InCall(.bye, afterMs: 0)]
        try await serve(script) { raw, server in
            await raw.send(try raw.caller.acknowledgement(of: try await raw.invite()))
            let bye = try await raw.receive(.bye)
            await raw.send(try ResponseBuilder(to: bye, 200).build())
            // Its answer shows that the server has read what came before.
            _ = try await raw.final(of: try raw.caller.request(.options))
            #expect(server.book.calls.first?.answers == [.bye: 200])
            #expect(server.book.calls.first?.state == .ended(.byCallee))
        }
    }

    @Test func callOverTCP() async throws {
        try await serve(.answers()) { raw, server in
            let connection = try await Client.connect(to: raw.server)
            defer { connection.close() }
            let caller = Caller(local: connection.local, transport: "TCP")
            var framer = StreamFramer(side: .client)
            var received: [Message] = []
            /// What is received up to the 200 to a request of that method.
            func exchange(_ messages: [Message], until method: SIP.Method) async -> Message? {
                #expect(await connection.send(messages.flatMap(\.bytes), until: Client.patience) == .sent)
                while case .bytes(let bytes) = await connection.receive(until: Client.patience) {
                    for case .message(let message) in framer.receive(bytes) { received.append(message) }
                    let last = received.last { $0.statusCode == 200 && $0.cseq?.method == method }
                    if let last { return last }
                }
                return nil
            }
            let answer = try #require(await exchange([try caller.invite()], until: .invite))
            #expect(answer.contacts.first?.uri?.sip?.transport == "tcp")
            let ended = await exchange(
                [
                    try caller.acknowledgement(of: answer),
                    try caller.request(.bye, in: answer, branch: "b", cseq: 2),
                ], until: .bye)
            #expect(ended != nil)
            #expect(server.book.callsUp == 0 && server.book.wrongs == [])
        }
    }

    // MARK: - The network

    @Test func everythingIsDoubled() async throws {
        try await serve(.rings, { $0.weather = Weather(seed: 1, doubled: 100) }) { raw, server in
            await raw.send(try raw.caller.request(.options))
            for _ in 0..<4 { #expect(try await raw.receive().statusCode == 200) }
        }
    }

    /// Whatever it had to say would come before the other one's answer.
    @Test func everythingIsLost() async throws {
        try await serve(.answers(), { $0.weather = Weather(seed: 1, lost: 100) }) { raw, lossy in
            try await serve(.rings) { other, _ in
                await raw.send(try raw.caller.invite())
                let datagram = try await raw.exchange(try raw.caller.request(.options), with: other.server)
                #expect(datagram.from == other.server)
                #expect(lossy.book.calls.isEmpty)
            }
        }
    }

    @Test func stopClosesEverySocket() async throws {
        let block = AddressBlock(.random(in: 0..<AddressBlock.count))
        let endpoint = block.endpoint(1, port: 5060)
        let server = try CallServer.start(CallServer.Plan([endpoint], others: .answers()), on: Client.network)
        let raw = try RawCaller(endpoint)
        defer { raw.close() }
        _ = try await raw.invite()
        #expect(try await OpenSockets.count(in: block) == 3)
        server.stop()
        #expect(try await OpenSockets.count(in: block) == 0)
    }

    @Test func takenPortIsTold() async throws {
        let endpoint = TestBlock().endpoint(1)
        let first = try CallServer.start(CallServer.Plan([endpoint], others: .rings), on: Client.network)
        defer { first.stop() }
        #expect(throws: LabProblem.self) {
            try CallServer.start(CallServer.Plan([endpoint], others: .rings), on: Client.network)
        }
    }
}
