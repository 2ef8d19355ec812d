import DNS
import Net
import SIP
import TLS

/// What one address made of a TLS handshake.
struct Handshake: Sendable {
    var remote: Endpoint
    /// The TCP connection, and why there is none.
    var exchange: ExchangeResult
    var reading: TLSReading?
    var serverName: String?
    /// What a client sees that permits everything; nil where nobody looked.
    var weak: TLSFacts?
    /// Nil where nobody asked.
    var speaksPlainSIP: Bool?

    /// The outcome word of `tls.handshake`.
    var outcome: String {
        guard let reading else { return exchange.outcome == "timeout" ? "cut" : exchange.outcome }
        // A server of plain SIP hangs up on a greeting that it does not understand, or waits for its end.
        if speaksPlainSIP == true, ["closed", "reset", "silent", "failed"].contains(reading.outcome) {
            return "not_tls"
        }
        return reading.outcome
    }

    var words: String {
        guard let reading else { return exchange.words }
        let plain = speaksPlainSIP == true ? "; it answers SIP in clear text" : ""
        if let complaint = reading.complaint { return complaint + plain }
        return "\(reading.facts.version ?? "TLS") with \(reading.facts.cipher ?? "a cipher unknown"), trusted"
    }
}

/// Shakes hands with one address, and looks closer where that fails.
@NetActor
struct HandshakeRun {
    let remote: Endpoint
    let subject: TLSSubject?
    let context: ProbeContext
    private var network: any Network { context.network }

    /// How long the objection of a TLS 1.3 server to a missing certificate is waited for, milliseconds.
    private static let lastWordMs = 500
    /// After so much silence the port is asked in clear text beside the handshake: a part of --timeout.
    private static let silentPart = 5

    func run() async -> Handshake {
        let began = network.time.now
        let plainSIP = Task { await answersPlainSIP(after: context.settings.timeoutMs / Self.silentPart) }
        defer { plainSIP.cancel() }
        var handshake = Handshake(remote: remote, exchange: ExchangeResult(remote: remote, isStream: true))
        handshake.serverName = subject?.serverName
        let opener = StreamOpener(
            remote: remote, transport: .tls, subject: subject, deadline: context.patience, context: context,
            isLenient: true)
        let opening = await opener.open(from: context.settings.source(toward: remote, anyPort: true))
        handshake.exchange.connectMs = opening.connectMs
        handshake.exchange.source = opening.source
        handshake.reading = opening.tls
        switch opening.result {
        case .failure(let failure): handshake.exchange.ending = failure.ending
        case .success(let channel):
            if let secure = channel.secure { await hearLastWord(of: secure, &handshake) }
            channel.close()
        }
        handshake.exchange.elapsedMs = network.time.now.milliseconds(since: began)
        handshake.exchange.isCut = context.isCut(since: began)
        await lookCloser(&handshake, plainSIP)
        return handshake
    }

    /// Under TLS 1.3 the client is done before the server has looked at its certificate, or at its lack of one.
    private func hearLastWord(of secure: TLSConnection, _ handshake: inout Handshake) async {
        guard handshake.reading?.facts.isCertificateRequested == true else { return }
        let deadline = min(network.time.now.adding(milliseconds: Self.lastWordMs), context.deadline)
        _ = await secure.receive(until: deadline)
        handshake.reading?.failure = secure.fault
        handshake.reading?.facts = secure.facts
    }

    private func lookCloser(_ handshake: inout Handshake, _ plainSIP: Task<Bool, Never>) async {
        guard !context.hasEnded, let fault = handshake.reading?.failure?.fault else { return }
        switch fault {
        case .protocolTooOld, .noSharedCipher: handshake.weak = await look(permittingAll: true)
        case .unrecognizedName:
            // Whom it would rather be asked for.
            let facts = await look(permittingAll: false)
            handshake.reading?.facts.chain = facts?.chain ?? []
            handshake.reading?.identity = facts?.chain.first.flatMap { subject?.identity(of: $0) }
        case .silent: handshake.speaksPlainSIP = await plainSIP.value
        case .notTLS, .closed, .reset, .other: handshake.speaksPlainSIP = await speaksPlainSIP()
        case .clientCertificateRequired: break
        }
    }

    /// A second handshake without a server name; nil where it fails too.
    private func look(permittingAll: Bool) async -> TLSFacts? {
        var settings = context.settings.tls(for: subject)
        if permittingAll {
            settings.allowsWeak = true
            settings.versions = .tls10 ... .tls13
        } else {
            settings.serverName = nil
        }
        let source = context.settings.source(toward: remote, anyPort: true)
        let deadline = context.patience
        guard case .connected(let below) = await network.connect(to: remote, from: source, until: deadline),
            case .connected(let secure) = await TLSConnection.open(
                over: below, settings: settings, until: deadline, time: network.time)
        else { return nil }
        secure.close()
        return secure.facts
    }

    /// False where the handshake has ended by then.
    private func answersPlainSIP(after delayMs: Int) async -> Bool {
        await network.time.sleep(until: network.time.now.adding(milliseconds: delayMs))
        return Task.isCancelled ? false : await speaksPlainSIP()
    }

    /// Asks the port in clear text.
    private func speaksPlainSIP() async -> Bool {
        let result = await context.exchanges.ask(Addresses.Address(remote, .tcp), anyPort: true, in: context)
        return result.isAnswered || result.provisional != nil || result.strays > 0
    }
}
