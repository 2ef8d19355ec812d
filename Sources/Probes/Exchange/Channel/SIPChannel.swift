import DNS
import Net
import SIP

/// A way to one SIP peer: through the run's UDP socket, or over a connection of its own.
@NetActor
protocol SIPChannel: AnyObject, Sendable {
    var transport: ServerLocator.Transport { get }
    /// Where requests leave from: what belongs in Via and Contact.
    var local: Endpoint { get }
    var remote: Endpoint { get }
    /// The TLS in it.
    var secure: TLSConnection? { get }
    /// A connection whose other end has not confirmed to have received all that was sent.
    var hasUnacknowledged: Bool { get }

    /// From now on what belongs to these requests goes into the mailbox.
    /// - Parameter branch: Nil for a call, whose requests have many: what carries its Call-ID is its own.
    func listen(branch: String?, callID: String?, into mailbox: Mailbox<SocketEvent>)

    /// Nil when it is on its way.
    func send(_ bytes: [UInt8], until deadline: Instant) async -> ExchangeResult.Ending?

    func close()
}

/// What was seen while a channel was opened, whether or not it then stood.
struct ChannelOpening {
    var result: Result<any SIPChannel, ChannelFailure>
    /// The local address that packets leave from.
    var source: IPAddress?
    /// The local port that the person chose was in use, and another one was taken.
    var isPortTaken = false
    /// Milliseconds for the TCP handshake.
    var connectMs: Double?
    /// The TLS handshake, where there was one.
    var tls: TLSReading?

    struct ChannelFailure: Error {
        var ending: ExchangeResult.Ending
    }

    static func failed(_ ending: ExchangeResult.Ending) -> ChannelOpening {
        ChannelOpening(result: .failure(ChannelFailure(ending: ending)))
    }
}

extension ExchangeResult {
    /// Takes over what was seen while the way was opened, and why it was not.
    @NetActor mutating func note(_ opening: ChannelOpening) {
        source = opening.source
        isPortTaken = opening.isPortTaken
        connectMs = opening.connectMs
        tls = opening.tls
        switch opening.result {
        case .success(let channel): local = channel.local
        case .failure(let failure): ending = failure.ending
        }
    }

    /// A server that lacks a client certificate under TLS 1.3 says so only after the handshake: then that is the ending.
    @NetActor mutating func note(breakOf channel: any SIPChannel) {
        guard case .disconnected = ending, let secure = channel.secure, let failure = secure.fault else { return }
        tls?.failure = failure
        tls?.facts = secure.facts
        ending = .tls
    }
}

extension ProbeContext {
    /// Opens the way to an address over a transport.
    /// - Parameters:
    ///   - anyPort: From another port than the person chose.
    ///   - port: From this port, whatever the person chose.
    ///   - mayFragment: Over UDP: routers may cut what is sent.
    ///   - uri: Whose server it is, where TLS has it prove that; nil: the target's.
    ///   - isLenient: Go on also where its certificate does not hold.
    func open(
        toward remote: Endpoint, over transport: ServerLocator.Transport, anyPort: Bool = false, port: UInt16? = nil,
        mayFragment: Bool = false,
        for uri: URI? = nil, isLenient: Bool = false, until deadline: Instant
    ) async -> ChannelOpening {
        guard transport != .udp else { return openDatagram(toward: remote, anyPort, port, mayFragment) }
        let host = uri?.sip?.host
        let subject = if let host, host != target?.host { TLSSubject(host: host) } else { await subject(at: remote) }
        var opener = StreamOpener(
            remote: remote, transport: transport, subject: subject, deadline: deadline, context: self)
        opener.isLenient = isLenient || settings.isInsecure
        return await opener.open(from: settings.source(toward: remote, anyPort: anyPort, port: port))
    }

    private func openDatagram(
        toward remote: Endpoint, _ anyPort: Bool, _ port: UInt16?, _ mayFragment: Bool
    ) -> ChannelOpening {
        let found = sockets.socket(toward: remote, anyPort: anyPort, port: port, mayFragment: mayFragment)
        let opened = found.flatMap { socket in
            sockets.source(of: socket, toward: remote).map { (socket, $0) }
        }
        switch opened {
        case .failure(let error): return .failed(.local(error))
        case .success(let (socket, local)):
            let channel = DatagramChannel(socket: socket, local: local, remote: remote)
            return ChannelOpening(result: .success(channel), source: local.address)
        }
    }
}
