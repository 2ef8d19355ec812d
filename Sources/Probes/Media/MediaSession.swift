import Net
import RTP

/// The media of one call: two ports that are open from the offer on, and after the answer a stream of silence to the
/// other side, while what comes back is counted. `stop` ends it and frees the ports.
@NetActor
final class MediaSession {
    /// RTP's own port, for the offer; RTCP's is the next one.
    let port: UInt16
    private let sockets: Sockets
    private let time: any TimeSource
    /// Nil until the answer.
    private var call: MediaCall?
    private var early = 0
    private var readers: [Task<Void, Never>] = []
    private var sender: Task<Void, Never>?
    private var ending: Task<MediaResult, Never>?

    private struct Sockets {
        var rtp: any DatagramSocket
        var rtcp: any DatagramSocket
    }

    /// Other programs may have a port; so many pairs are tried.
    private static let maximumAttempts = 50
    /// Milliseconds between two reports (RFC 3550 §6.2). The first one goes out at once: calls are short.
    private static let reportInterval = 5000
    /// Beyond so many milliseconds of delay, by full buffers or a sleeping host, what was missed is not made up for.
    private static let maximumDelay = 100

    private init(_ sockets: Sockets, time: any TimeSource) {
        self.sockets = sockets
        self.time = time
        port = sockets.rtp.local.port
        // The tasks keep the sockets, not their owner: `stop` ends them.
        for socket in [sockets.rtp, sockets.rtcp] {
            let isRTP = socket === sockets.rtp
            readers.append(
                Task { [weak self] in
                    while let event = await socket.receive(until: .distantFuture) { self?.take(event, isRTP: isRTP) }
                })
        }
    }

    /// Opens a pair of ports on the address that the call's signalling leaves from.
    /// - Parameter local: Its port does not matter.
    static func open(
        beside local: Endpoint, ports: MediaPorts, on network: any Network
    ) -> Result<MediaSession, LocalError> {
        var taken = LocalError(.addressInUse, call: "bind")
        for _ in 0..<maximumAttempts {
            switch pair(at: Endpoint(local.address, port: ports.take(), scope: local.scope), on: network) {
            case .success(let sockets): return .success(MediaSession(sockets, time: network.time))
            case .failure(let error) where error.kind == .addressInUse: taken = error
            case .failure(let error): return .failure(error)
            }
        }
        return .failure(taken)
    }

    private static func pair(at rtp: Endpoint, on network: any Network) -> Result<Sockets, LocalError> {
        network.openDatagramSocket(at: rtp).flatMap { socket in
            let rtcp = network.openDatagramSocket(at: Endpoint(rtp.address, port: rtp.port + 1, scope: rtp.scope))
            if case .failure = rtcp { socket.close() }
            return rtcp.map { Sockets(rtp: socket, rtcp: $0) }
        }
    }

    /// The call is answered: begins to send and to count. Once only; a later one does nothing.
    func start(_ plan: MediaPlan) {
        guard call == nil, ending == nil else { return }
        call = MediaCall(plan, at: time.now)
        if plan.sends { sender = Task { await self.send() } }
    }

    /// The other side wants its media elsewhere from now on (a re-INVITE).
    func move(to remote: Endpoint) {
        call?.move(to: remote)
    }

    /// Says goodbye, closes the ports, and tells what was counted; however often it is called, and though the caller's
    /// task is cancelled.
    func stop() async -> MediaResult {
        if let ending { return await ending.value }
        let task = Task { await self.finish() }
        ending = task
        return await task.value
    }

    private func finish() async -> MediaResult {
        let end = time.now
        if let sender {
            sender.cancel()
            await sender.value
            await sendReport(isLast: true)
        }
        sockets.rtp.close()
        sockets.rtcp.close()
        // What had arrived by then is counted.
        for reader in readers { await reader.value }
        return call?.result(at: end, early: early) ?? MediaResult(early: early)
    }

    /// Sends until the task is cancelled. Deadlines are absolute: what one packet takes does not shift the next one.
    private func send() async {
        var due = time.now
        var reportDue = due
        while !Task.isCancelled {
            if let packet = call?.packet() {
                let result = await sockets.rtp.send(packet.bytes, to: packet.to)
                call?.note(result)
            }
            if time.now >= reportDue {
                await sendReport(isLast: false)
                reportDue = reportDue.adding(milliseconds: Self.reportInterval)
            }
            if time.now > due.adding(milliseconds: Self.maximumDelay) { due = time.now }
            due = due.adding(milliseconds: AudioCodec.frameMs)
            await time.sleep(until: due)
        }
    }

    private func sendReport(isLast: Bool) async {
        let report = call?.report(at: time.now, unixMilliseconds: time.unixMilliseconds, isLast: isLast)
        guard let report else { return }
        // Not every side takes RTCP; nothing follows from it.
        _ = await sockets.rtcp.send(report.bytes, to: report.to)
    }

    private func take(_ event: DatagramEvent, isRTP: Bool) {
        switch event {
        case .icmp(let error): if isRTP { call?.note(error) }
        case .datagram(let datagram) where call == nil:
            if DatagramKind(of: datagram.bytes) == .rtp { early += 1 }
        case .datagram(let datagram): call?.take(datagram)
        }
    }
}
