import Glibc

/// An established TCP connection.
@NetActor
final class TCPConnection: StreamConnection {
    let local: Endpoint
    let remote: Endpoint
    private let descriptor: Descriptor
    private let turns = WaitingRoom<Void>(time: SystemTime())
    private var isSending = false

    init(_ descriptor: Descriptor, remote: Endpoint) {
        self.descriptor = descriptor
        self.remote = remote
        local =
            descriptor.fd.flatMap { Endpoint.name(of: $0, getsockname) }
            ?? Endpoint(remote.address.unspecified, port: 0)
        // With IP_RECVERR a router's passing complaint would break an established connection.
        if let fd = descriptor.fd { ErrorQueue.disable(fd, isIPv6: remote.address.isIPv6) }
    }

    var hasUnacknowledged: Bool {
        guard let fd = descriptor.fd else { return false }
        var info = tcp_info()
        var length = socklen_t(MemoryLayout<tcp_info>.size)
        return getsockopt(fd, Int32(IPPROTO_TCP), TCP_INFO, &info, &length) == 0 && info.tcpi_unacked > 0
    }

    func send(_ bytes: [UInt8], until deadline: Instant) async -> StreamSendResult {
        while isSending {
            guard await turns.wait(until: deadline) != nil else { return .timedOut(sent: 0) }
        }
        isSending = true
        defer {
            isSending = false
            _ = turns.resumeFirst(returning: ())
        }
        return await sendInTurn(bytes, until: deadline)
    }

    func receive(until deadline: Instant) async -> StreamEvent {
        let scratch = Reactor.shared.scratch
        while let fd = descriptor.fd {
            let count = recv(fd, scratch.baseAddress, scratch.count, 0)
            if count > 0 {
                let bytes = Array(UnsafeRawBufferPointer(rebasing: scratch[..<count]))
                // A peer that sends without a pause must not keep the reactor from everybody else.
                await NetActor.yield()
                return .bytes(bytes)
            }
            if count == 0 { return .closed }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                guard await descriptor.readable(until: deadline) else {
                    return descriptor.fd == nil ? .closed : .timedOut
                }
            case ECONNRESET: return .reset
            case let code: return .failed(LocalError(code, in: "recv"))
            }
        }
        return .closed
    }

    func finishSending() {
        if let fd = descriptor.fd { shutdown(fd, Int32(SHUT_WR)) }
    }

    func close() {
        descriptor.close()
        turns.resumeAll(returning: nil)
    }

    private func sendInTurn(_ bytes: [UInt8], until deadline: Instant) async -> StreamSendResult {
        var sent = 0
        while let fd = descriptor.fd {
            let count = bytes.withUnsafeBytes { buffer in
                let rest = UnsafeRawBufferPointer(rebasing: buffer[sent...])
                return Glibc.send(fd, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                sent += count
                if sent == bytes.count { return .sent }
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                guard await descriptor.writable(until: deadline) else {
                    return descriptor.fd == nil ? .closed : .timedOut(sent: sent)
                }
            case ECONNRESET, EPIPE: return .reset
            case let code: return .failed(LocalError(code, in: "send"))
            }
        }
        return .closed
    }
}
