import Glibc

/// A TCP connection being made.
@NetActor
struct ConnectionAttempt {
    private let descriptor: Descriptor
    private let remote: Endpoint
    private let source: IPAddress

    /// Ended before there was anything to wait for.
    struct Ended: Error {
        let result: ConnectResult
    }

    /// Sends the SYN, without waiting.
    static func begin(
        to remote: Endpoint, from source: Endpoint?, hopLimit: UInt8?
    ) -> Result<ConnectionAttempt, Ended> {
        if let source, source.address.isIPv6 != remote.address.isIPv6 {
            return .failure(Ended(result: .local(LocalError(.familyNotSupported, call: "bind"))))
        }
        let opened = Sockets.open(remote, SOCK_STREAM).flatMap { fd in
            if let error = prepare(fd, remote: remote, source: source, hopLimit: hopLimit) {
                Glibc.close(fd)
                return Result<Descriptor, LocalError>.failure(error)
            }
            return Descriptor.watching(fd)
        }
        switch opened {
        case .failure(let error):
            return .failure(Ended(result: .local(error)))
        case .success(let descriptor):
            let attempt = ConnectionAttempt(
                descriptor: descriptor, remote: remote, source: source?.address ?? remote.address.unspecified)
            return attempt.sendSYN().map { .failure(Ended(result: $0)) } ?? .success(attempt)
        }
    }

    func finish(until deadline: Instant) async -> ConnectResult {
        var report: ICMPError?
        while let fd = descriptor.fd {
            let code = Sockets.takeError(of: fd)
            report = ErrorQueue.drain(fd).last { $0.origin != .local } ?? report
            if code != 0 { return failure(code, report) }
            if let remote = Endpoint.name(of: fd, getpeername) {
                return .connected(TCPConnection(descriptor, remote: remote))
            }
            guard await descriptor.writable(until: deadline) else {
                defer { descriptor.close() }
                // An ICMP error that came while the kernel was busy does not end its attempt.
                if let report { return .icmp(report) }
                return .timedOut(synsSent: synsSent(fd))
            }
        }
        return .local(LocalError(.closed, call: "connect"))
    }

    private static func prepare(
        _ fd: Int32, remote: Endpoint, source: Endpoint?, hopLimit: UInt8?
    ) -> LocalError? {
        ErrorQueue.enable(fd, isIPv6: remote.address.isIPv6)
        Sockets.set(fd, IPPROTO_TCP, TCP_NODELAY, to: 1)
        if let hopLimit { Sockets.set(fd, hopLimit: hopLimit, isIPv6: remote.address.isIPv6) }
        guard let source else { return nil }
        if source.port == 0 {
            // The port is chosen at connect, when the destination counts: many connections share one.
            Sockets.set(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, to: 1)
        } else {
            // The last run's connection from this port may still be in TIME-WAIT.
            Sockets.set(fd, Int(SOL_SOCKET), SO_REUSEADDR, to: 1)
        }
        return Sockets.bind(fd, to: source)
    }

    /// Nil when the answer has to be waited for.
    private func sendSYN() -> ConnectResult? {
        guard let fd = descriptor.fd else { return .local(LocalError(.closed, call: "connect")) }
        if remote.withSocketAddress({ Glibc.connect(fd, $0, $1) }) == 0 { return nil }
        let code = errno
        if code == EINPROGRESS || code == EINTR { return nil }
        return failure(code, ErrorQueue.drain(fd).last { $0.origin != .local })
    }

    private func failure(_ code: Int32, _ report: ICMPError?) -> ConnectResult {
        defer { descriptor.close() }
        // A reset that follows a router's passing complaint is a reset.
        if let report, report.errorNumber == code { return .icmp(report) }
        switch code {
        case ECONNREFUSED, ECONNRESET: return .reset
        case ETIMEDOUT: return .timedOut(synsSent: descriptor.fd.map(synsSent) ?? 0)
        default: return .local(LocalError(code, in: "connect", from: source, toward: remote))
        }
    }

    private func synsSent(_ fd: Int32) -> Int {
        var info = tcp_info()
        var length = socklen_t(MemoryLayout<tcp_info>.size)
        getsockopt(fd, Int32(IPPROTO_TCP), TCP_INFO, &info, &length)
        return Int(info.tcpi_total_retrans) + 1
    }
}
