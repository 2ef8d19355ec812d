import Diagnosis
import Net
import Probes
import SIP
import TestSupport
import Testing

@testable import Lab

/// Calls of sipdiag's own over TLS and WebSocket, by the book of the called side.
@NetActor
@Suite(.whenQuiet, .timeLimit(.minutes(2)))
struct SecureCallTests {
    @Test(arguments: ["tls-call", "tls-call-websocket"])
    func theCallIsAcknowledgedAndHungUp(_ id: String) async throws {
        let lab = try await RunningLab.start(try #require(LabFaults.named(id)), network: Client.network)
        defer { lab.stop() }
        let context = try LabArguments(lab.scenario).context()
        defer { context.close() }
        let invite = await context.run(TestRequest(test: "sip.invite"))
        #expect(invite.outcome == "answered")
        await context.endCalls()
        let calls = lab.book.calls
        #expect(calls.count == 1)
        #expect(calls.first?.dialogs.map(\.state) == [.ended(.byCaller)])
        #expect(calls.first?.dialogs.map(\.isAcknowledged) == [true])
        #expect(lab.book.wrongs == [])
        let contact = calls.first?.invite.contacts.first?.uri?.sip?.transport
        #expect(contact == (id == "tls-call" ? "tls" : "ws"))
        let via = calls.first?.invite.topVia?.transport
        #expect(via == (id == "tls-call" ? "TLS" : "WSS"))
    }
}
