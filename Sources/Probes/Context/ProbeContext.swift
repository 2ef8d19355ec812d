package import DNS
package import Diagnosis
package import Net
import SIP

/// What all measurements of one run share: the target, the settings, the sockets, and every answer already known.
@NetActor
package final class ProbeContext {
    /// Nil where a command has none (`nat` alone, `status`).
    package let target: Target?
    package let settings: ProbeSettings
    package let network: any Network
    package let log: MessageLog
    package let dns: DNSClient
    package let started: Instant
    /// The end of the whole command.
    package private(set) var deadline: Instant
    let sockets: SIPSockets
    /// The ports that calls have for their media.
    let mediaPorts = MediaPorts()
    let nameServerWarnings: [String]
    /// The `search` list of this host's resolver configuration.
    let searchList: [String]
    let pathPace = PathPace()
    /// The path itself is asked for: it is traced though SIP is answered.
    var tracesAnsweredPaths = false
    private var locations: [ServerLocator.Transport?: Task<Location, Never>] = [:]
    private(set) var isInterrupted = false
    /// A phone may ring: it was asked for, or allowed meanwhile.
    var isCallAllowed: Bool
    let exchanges = OptionsExchanges()
    let calls: CallDesk
    let manners: Manners
    private var transactions = 0
    private var runs: [TestRequest: Task<Finding, Never>] = [:]
    private var watchers: [@NetActor @Sendable (Event) -> Void] = []

    /// - Parameter pace: of all runs that go on together; nil: of this one alone.
    package init(
        target: Target?, settings: ProbeSettings, network: any Network, nameServers: NameServers, started: Instant,
        pace: HostPace? = nil
    ) {
        self.target = target
        self.settings = settings
        self.network = network
        self.started = started
        deadline = started.adding(milliseconds: settings.deadlineMs)
        log = MessageLog(started: started, secrets: settings.credentials.map { [$0.secret] } ?? [])
        nameServerWarnings = nameServers.warnings
        searchList = nameServers.search
        dns = DNSClient(
            servers: nameServers.servers, hosts: nameServers.hosts,
            policy: nameServers.policy(within: settings.timeoutMs),
            network: network, deadline: deadline, maximumQueries: settings.maximumQueries)
        isCallAllowed = settings.call.isAllowed
        sockets = SIPSockets(network: network, settings: settings)
        calls = CallDesk(maximumInvites: settings.maximumInvites, time: network.time)
        manners = Manners(time: network.time, deadline: deadline, pace: pace ?? HostPace())
    }

    /// What is looked up, as it is written.
    var locatedName: String { settings.proxy?.host.description ?? target?.host?.description ?? target?.text ?? "" }

    /// No interface but loopback is up, and the target is elsewhere.
    package var isOffline: Bool {
        get async {
            guard case .success(let interfaces) = network.interfaces() else { return false }
            guard !interfaces.contains(where: { $0.isUp && !$0.isLoopback && !$0.address.isLinkLocal }) else {
                return false
            }
            let targets = await location().targets.compactMap(\.endpoint)
            return !targets.contains { $0.address.isLoopback }
        }
    }

    /// Runs a test of the catalogue; the same test with the same parameters runs once, however often it is asked for.
    package func run(_ request: TestRequest) async -> Finding {
        let parameters = ProbeRegistry.catalogue.tests[request.test]?.parameters(with: request.parameters)
        let request = TestRequest(test: request.test, parameters: parameters ?? request.parameters)
        if let run = runs[request] { return await run.value }
        guard !isInterrupted else {
            return Finding(
                id: request.test, test: request.test, parameters: request.parameters, outcome: "skipped", status: .skip,
                title: "\(request.test): not run, interrupted")
        }
        let run = Task {
            for watcher in watchers { watcher(.stepStarted(id: ProbeRegistry.id(of: request), request)) }
            let finding = await ProbeRegistry.run(request, in: self)
            for watcher in watchers { watcher(.stepFinished(finding)) }
            return finding
        }
        runs[request] = run
        return await run.value
    }

    /// Tells every step when it begins and when it has ended, and every message.
    package func watch(_ watcher: @escaping @NetActor @Sendable (Event) -> Void) {
        watchers.append(watcher)
        log.watcher = { [watchers] message in for watcher in watchers { watcher(.message(message)) } }
    }

    /// Until when a server asked to be left alone (Retry-After), as milliseconds since 1970; nil where none did.
    package var restsUntilUnixMs: Int? {
        manners.restsUntil.map { Int(network.time.unixMilliseconds + Int64($0.milliseconds(since: network.time.now))) }
    }

    /// Milliseconds since the command began.
    package var elapsedMs: Int { Int(network.time.now.milliseconds(since: started)) }

    /// Waits for a person, whose time to think is none of the run's.
    func wait<Answer: Sendable>(for person: @Sendable () async -> Answer) async -> Answer {
        let began = network.time.now
        let answer = await person()
        deadline = deadline.adding(milliseconds: Int(network.time.now.milliseconds(since: began)))
        dns.deadline = deadline
        manners.deadline = deadline
        return answer
    }

    /// When an exchange that begins now has used up its patience.
    package var patience: Instant { min(network.time.now.adding(milliseconds: settings.timeoutMs), deadline) }

    /// The deadline or Ctrl-C has ended the run.
    var hasEnded: Bool { isInterrupted || network.time.now >= deadline }

    /// What began then was ended by the end of the run, and not by its own patience: its silence says nothing.
    func isCut(since began: Instant) -> Bool {
        hasEnded && network.time.now < began.adding(milliseconds: settings.timeoutMs)
    }

    /// Counts one SIP transaction; false where the run may send no more.
    func takeTransaction() -> Bool {
        guard transactions < settings.maximumTransactions else { return false }
        transactions += 1
        return true
    }

    /// Counts transactions that followed from one that was taken: with credentials, within a call.
    func noteTransactions(_ count: Int) {
        transactions += count
    }

    /// Ends every measurement now; what it has seen so far stands, and no new one begins. A call is ended first.
    package func interrupt() {
        isInterrupted = true
        calls.abort()
        for run in runs.values { run.cancel() }
        exchanges.cancel()
        manners.end()
        dns.cancel()
    }

    /// Ends every call, and waits until none rings or is up; the grace of a call bounds it.
    package func endCalls() async { await calls.end() }

    /// Ends every measurement and frees the sockets.
    package func close() {
        interrupt()
        calls.close()
        sockets.close()
    }

    /// The transport that the person or the URI chose; nil leaves it to RFC 3263.
    var chosenTransport: ServerLocator.Transport? { settings.transport ?? target?.transport }

    /// Where RFC 3263 leads, over the transport given or, with nil, the one that it selects.
    package func location(over transport: ServerLocator.Transport? = nil) async -> Location {
        let transport = transport ?? chosenTransport
        if let known = locations[transport] { return await known.value }
        let task = Task { await self.locate(over: transport) }
        locations[transport] = task
        return await task.value
    }

    private func locate(over transport: ServerLocator.Transport?) async -> Location {
        guard let request = locatorRequest(over: transport) else { return Location() }
        return await dns.locate(request)
    }

    /// What RFC 3263 is followed for; nil without a host.
    func locatorRequest(over transport: ServerLocator.Transport?) -> ServerLocator.Request? {
        let next =
            settings.proxy
            ?? target.flatMap { target in
                target.host.map { HostPort(host: $0, port: target.port) }
            }
        guard let next, let host = Self.locatorHost(next.host) else { return nil }
        return ServerLocator.Request(
            host: host, port: next.port, transport: transport, secure: target?.isSecure ?? false,
            supported: ProbeSettings.spoken, families: settings.families)
    }

    /// Where RFC 3263 leads for another URI: a redirection's, or that of a Contact.
    func location(of uri: SIPURI, over transport: ServerLocator.Transport? = nil) async -> Location {
        let named = uri.transport.flatMap { ServerLocator.Transport(rawValue: $0.lowercased()) }
        guard let host = Self.locatorHost(uri.host) else { return Location() }
        return await dns.locate(
            ServerLocator.Request(
                host: host, port: uri.port.flatMap { UInt16(exactly: $0) }, transport: transport ?? named,
                secure: uri.isSecure, supported: ProbeSettings.spoken, families: settings.families))
    }

    /// The first address that a client tries and that this host has a route to; the first of all where there is none.
    func firstRoutable() async -> Location.Target? {
        let tried = await location().tried
        return tried.first { target in
            guard let endpoint = target.endpoint else { return false }
            if case .success = network.sourceAddress(toward: endpoint) { return true } else { return false }
        } ?? tried.first
    }

    /// The addresses of a host that an option named; empty when it has none.
    func resolve(_ place: HostPort, defaultPort: UInt16) async -> [Endpoint] {
        await locate(place, defaultPort: defaultPort).targets.compactMap(\.endpoint)
    }

    /// The same, with the questions and answers that led there.
    func locate(_ place: HostPort, defaultPort: UInt16) async -> Location {
        let request = Self.locatorHost(place.host).map {
            ServerLocator.Request(
                host: $0, port: place.port ?? defaultPort, transport: .udp, families: settings.families)
        }
        guard let request else { return Location() }
        return await dns.locate(request)
    }

    private static func locatorHost(_ host: Host) -> ServerLocator.Request.Host? {
        switch host {
        case .name(let name): (try? DomainName(name)).map { .name($0) }
        case .ipv4(let bytes), .ipv6(let bytes): DNSAddress(bytes: bytes).map { .address($0) }
        }
    }
}

extension Location.Target {
    /// Where to send to.
    package var endpoint: Endpoint? { IPAddress(bytes: address.bytes).map { Endpoint($0, port: port) } }
}
