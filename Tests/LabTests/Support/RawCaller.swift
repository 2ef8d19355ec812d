import Net
import SIP
import Testing

@testable import Lab

/// A caller over UDP that sends what it is told and does nothing by itself.
@NetActor
final class RawCaller {
    let server: Endpoint
    var caller: Caller
    /// Of the responses that came.
    private(set) var codes: [Int] = []
    private let client: Client

    init(_ server: Endpoint) throws {
        self.server = server
        client = try Client()
        caller = Caller(local: client.local)
    }

    func close() {
        client.socket.close()
    }

    func send(_ message: Message) async {
        await client.send(message.bytes, to: server)
    }

    func receive() async throws -> Message {
        let message = try Requests.message(try await client.receive().bytes)
        if let code = message.statusCode { codes.append(code) }
        return message
    }

    /// Asks somebody else, and takes whatever comes next.
    func exchange(_ message: Message, with other: Endpoint) async throws -> Datagram {
        try await client.exchange(message.bytes, with: other)
    }

    /// The next request of that method; what comes before it is passed over.
    func receive(_ method: SIP.Method) async throws -> Message {
        while true {
            let message = try await receive()
            if message.method == method { return message }
        }
    }

    /// Sends a BYE, and waits for its answer.
    func hangUp(_ answer: Message) async throws -> Message {
        let number = (answer.cseq?.number ?? 0) + 1
        return try await final(of: try caller.request(.bye, in: answer, branch: "b\(number)", cseq: number))
    }

    /// Calls, and waits for the final answer.
    func invite() async throws -> Message {
        try await final(of: try caller.invite(branch: "i-\(caller.callID)"))
    }

    /// The final answer to a request; repetitions of earlier ones are passed over.
    func final(of request: Message) async throws -> Message {
        await send(request)
        while true {
            let message = try await receive()
            if message.cseq == request.cseq, message.callID == request.callID, (message.statusCode ?? 0) >= 200 {
                return message
            }
        }
    }
}
