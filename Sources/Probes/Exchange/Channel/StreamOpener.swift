import DNS
import Net
import SIP
import TLS

/// Connects to a peer over TCP, and puts TLS and WebSocket over it where the transport has them.
@NetActor
struct StreamOpener {
    let remote: Endpoint
    let transport: ServerLocator.Transport
    /// Who the server has to be.
    let subject: TLSSubject?
    let deadline: Instant
    let context: ProbeContext
    /// Go on also where the server's certificate does not hold.
    var isLenient = false
    private var network: any Network { context.network }

    /// WebSocket servers ask for a path, and no RFC names one: most take any, Asterisk `/ws` alone.
    private static let paths = ["/", "/ws"]

    func open(from chosen: Endpoint?) async -> ChannelOpening {
        let opening = await attempt(from: chosen, path: Self.paths[0])
        guard case .failure(let failure) = opening.result, case .webSocket(.refused(404, _)) = failure.ending else {
            return opening
        }
        return await attempt(from: chosen, path: Self.paths[1])
    }

    private func attempt(from chosen: Endpoint?, path: String) async -> ChannelOpening {
        let began = network.time.now
        var opening: ChannelOpening
        let (connected, isPortTaken) = await connect(from: chosen)
        switch connected {
        case .connected(let connection):
            let connectMs = network.time.now.milliseconds(since: began)
            opening = await layers(over: connection, path: path)
            opening.connectMs = connectMs
        case .reset: opening = .failed(.connectReset)
        case .icmp(let error): opening = .failed(.icmp(error))
        case .timedOut(let syns): opening = .failed(.connectTimedOut(synsSent: syns))
        case .local(let error): opening = .failed(.local(error))
        }
        opening.isPortTaken = isPortTaken
        opening.source = source(chosen)
        return opening
    }

    // MARK: - Layers

    private func layers(over connection: any StreamConnection, path: String) async -> ChannelOpening {
        var reading: TLSReading?
        var secure: TLSConnection?
        if transport.isSecure {
            let began = network.time.now
            let opened = await TLSConnection.open(
                over: connection, settings: context.settings.tls(for: subject), until: deadline, time: network.time)
            switch opened {
            case .connected(let connection):
                secure = connection
                reading = TLSReading(nil, connection.facts, for: subject)
            case .failed(let failure, let facts): reading = TLSReading(failure, facts, for: subject)
            case .local(let error): return .failed(.local(error))
            }
            reading?.elapsedMs = network.time.now.milliseconds(since: began)
        }
        var opening: ChannelOpening
        if let reading, reading.failure != nil || !reading.isTrusted && !isLenient {
            secure?.close()
            opening = .failed(.tls)
        } else {
            opening = await webSocket(over: secure ?? connection, secure, path)
        }
        opening.tls = reading
        return opening
    }

    private func webSocket(
        over stream: any StreamConnection, _ secure: TLSConnection?, _ path: String
    ) async -> ChannelOpening {
        var stream = stream
        if transport == .ws || transport == .wss {
            let host = subject?.host.reference ?? (remote.address.isIPv6 ? "[\(remote.address)]" : "\(remote.address)")
            let port = remote.port == transport.defaultPort ? "" : ":\(remote.port)"
            let opened = await WebSocketConnection.open(
                over: stream, host: host + port, path: path, until: deadline, time: network.time)
            switch opened {
            case .connected(let socket): stream = socket
            case .failed(let failure): return .failed(.webSocket(failure))
            case .local(let error): return .failed(.local(error))
            }
        }
        let channel = StreamChannel(stream, over: transport, secure: secure, time: network.time)
        return ChannelOpening(result: .success(channel))
    }

    // MARK: - TCP

    private func source(_ chosen: Endpoint?) -> IPAddress? {
        if let chosen, !chosen.address.isUnspecified { return chosen.address }
        return try? network.sourceAddress(toward: remote).get()
    }

    /// A port from which an earlier connection to the same server went cannot be had again for a minute (TIME-WAIT): then
    /// another one has to do, and the result says so.
    private func connect(from source: Endpoint?) async -> (ConnectResult, isPortTaken: Bool) {
        let connected = await network.connect(to: remote, from: source, until: deadline)
        guard let source, source.port != 0, case .local(let error) = connected,
            error.kind == .addressInUse || error.kind == .addressNotAvailable
        else { return (connected, false) }
        let other = Endpoint(source.address, port: 0)
        return (await network.connect(to: remote, from: other, until: deadline), true)
    }
}
