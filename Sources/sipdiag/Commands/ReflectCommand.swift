import ArgumentParser
import Diagnosis
import Net
import Service

struct ReflectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reflect", abstract: "The cooperating far end: shows a caller what arrived, byte by byte.",
        discussion: """
            Answers SIP requests over UDP and TCP with what arrived of them, until Ctrl-C; an INVITE is refused with 404. \
            `sipdiag nat` at the other end compares that with what it sent. Over UDP an answer is never larger than its \
            request, and each source gets twenty at once, then ten a second.
            """)

    @Option(
        help: ArgumentHelp(
            "Where to listen; name the outside address to serve others. (default: 127.0.0.1:5060)",
            valueName: "addr:port"),
        transform: ReflectCommand.place)
    var listen = Endpoint(.loopbackIPv4, port: 5060)

    func run() async throws {
        let server: ReflectServer
        do {
            server = try await ReflectServer.start(at: listen, on: SystemNetwork())
        } catch {
            throw ValidationError("cannot listen on \(listen): \(error)")
        }
        let place = await server.endpoint
        // Before the text: whoever reads it may end the server at once.
        let ended = await NetActor.run { Signals.install() }
        Output.print(
            """
            Reflecting SIP on \(place), UDP and TCP, until Ctrl-C. At the other end:
              sipdiag nat \(place)

            """)
        if case .success(let signals) = ended { _ = await signals.next() }
        await server.stop()
    }

    private static func place(_ text: String) throws -> Endpoint {
        guard let place = Endpoint(text, defaultPort: 5060) else {
            throw ValidationError("give one of this host's addresses, as 192.0.2.7:5060 or [2001:db8::7]:5060")
        }
        return place
    }
}
