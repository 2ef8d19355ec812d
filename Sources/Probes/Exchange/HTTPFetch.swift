package import Net
import SIP
import TLS

/// Why a page could not be fetched, for people.
package struct FetchProblem: Error, Sendable, CustomStringConvertible {
    package var description: String
    /// The server answered; another path on it may be better.
    package var isAnswer = true
}

/// GETs one page over our own sockets and resolver, so that the answer is about the same path as the SIP probes:
/// at most three redirects, two megabytes, five seconds. A page over https counts only from a server that proves its name.
@NetActor
package struct HTTPFetch {
    private static let maximumRedirects = 3
    private static let patienceMs = 5000

    private let context: ProbeContext
    private let deadline: Instant

    package init(in context: ProbeContext) {
        self.context = context
        deadline = min(context.network.time.now.adding(milliseconds: Self.patienceMs), context.deadline)
    }

    /// The page, and the URL that it came from in the end.
    package func get(_ url: HTTPURL) async throws(FetchProblem) -> (HTTPResponse, HTTPURL) {
        var url = url
        for _ in 0...Self.maximumRedirects {
            let response = try await exchange(url)
            guard let next = response.redirect else { return (response, url) }
            let place: HTTPURL
            do {
                place = try url.resolve(next)
            } catch {
                throw FetchProblem(description: "\(url) redirects to what cannot be fetched: \(error)")
            }
            guard place.scheme == .https || url.scheme == .http else {
                throw FetchProblem(description: "\(url) redirects to \(place), where nobody proves who answers")
            }
            url = place
        }
        throw FetchProblem(description: "more than \(Self.maximumRedirects) redirects, the last to \(url)")
    }

    private func exchange(_ url: HTTPURL) async throws(FetchProblem) -> HTTPResponse {
        let connection = try await connect(url)
        defer { connection.close() }
        guard case .sent = await connection.send(HTTPRequest.get(url), until: deadline) else {
            throw FetchProblem(description: "\(url): the connection broke", isAnswer: false)
        }
        var parser = HTTPResponseParser()
        while true {
            switch await connection.receive(until: deadline) {
            case .bytes(let bytes): parser.feed(bytes)
            case .closed: parser.finish()
            case .reset: throw FetchProblem(description: "\(url): the connection broke", isAnswer: false)
            case .failed(let error): throw FetchProblem(description: "\(url): \(error)", isAnswer: false)
            case .timedOut: throw late(url)
            }
            switch parser.progress {
            case .reading: continue
            case .done(let response): return response
            case .failed(let fault): throw FetchProblem(description: "\(url): \(fault.words)")
            }
        }
    }

    private func connect(_ url: HTTPURL) async throws(FetchProblem) -> any StreamConnection {
        guard let host = try? Host(url.host) else {
            throw FetchProblem(description: "\(url): \(url.host) is no host name", isAnswer: false)
        }
        let addresses = await context.resolve(HostPort(host: host, port: url.port), defaultPort: url.port)
        var reason = "\(url.host) has no address"
        for address in addresses.prefix(4) {
            guard context.network.time.now < deadline else { throw late(url) }
            let source = context.settings.source(toward: address, anyPort: true)
            switch await context.network.connect(to: address, from: source, until: deadline) {
            case .connected(let connection):
                return url.scheme == .https ? try await secure(connection, for: url, host) : connection
            case .reset: reason = "\(address) refuses the connection"
            case .icmp(let error): reason = "\(address): \(error.sentence)"
            case .timedOut: reason = "\(address) does not answer"
            case .local(let error): reason = "\(address): \(error)"
            }
        }
        throw FetchProblem(description: "\(url): \(reason)", isAnswer: false)
    }

    /// TLS with a server that proves to be the URL's host; what another one says would be nobody's word.
    private func secure(
        _ connection: any StreamConnection, for url: HTTPURL, _ host: Host
    ) async throws(FetchProblem) -> any StreamConnection {
        let subject = TLSSubject(host: host)
        // The person's own authorities come beside the system's: they are those of SIP servers, too.
        let trust = TLSTrust(includesSystem: true, certificates: context.settings.trust.certificates)
        let opened = await TLSConnection.open(
            over: connection, settings: TLSSettings(serverName: subject.serverName, trust: trust), until: deadline,
            time: context.network.time)
        switch opened {
        case .connected(let secure):
            let reading = TLSReading(nil, secure.facts, for: subject)
            if reading.isTrusted { return secure }
            secure.close()
            throw FetchProblem(description: "\(url): \(reading.complaint ?? "it is not trusted")", isAnswer: false)
        case .failed(let failure, _) where failure.fault == .silent: throw late(url)
        case .failed(let failure, let facts):
            let reading = TLSReading(failure, facts, for: subject)
            throw FetchProblem(description: "\(url): \(reading.complaint ?? "TLS fails")", isAnswer: false)
        case .local(let error): throw FetchProblem(description: "\(url): \(error)", isAnswer: false)
        }
    }

    private func late(_ url: HTTPURL) -> FetchProblem {
        let words =
            context.hasEnded ? "the run ended before an answer came" : "no answer in \(Self.patienceMs / 1000) s"
        return FetchProblem(description: "\(url): \(words)", isAnswer: false)
    }
}

extension HTTPFault {
    /// For people.
    var words: String {
        switch self {
        case .incomplete(let part): "the answer ends within its \(part.rawValue)"
        case .wrong(let offset, let rule): "the answer is no HTTP at byte \(offset): \(rule.rawValue)"
        case .tooLarge(let part): "the \(part.rawValue) of the answer is larger than will be read"
        }
    }
}
