import CShims
import Glibc

/// An unconnected UDP socket with its error queue read.
@NetActor
final class UDPSocket: DatagramSocket {
    let local: Endpoint
    private let descriptor: Descriptor
    private let events = Mailbox<DatagramEvent>(capacity: 1024)
    /// The kernel may hold more: reading stopped because the mailbox was full or the turn long.
    private var mayHoldMore = false

    private init(_ descriptor: Descriptor, local: Endpoint) {
        self.descriptor = descriptor
        self.local = local
        descriptor.onReady = { [weak self] in self?.ready($0) }
    }

    static func open(at local: Endpoint) -> Result<UDPSocket, LocalError> {
        Sockets.open(local, SOCK_DGRAM).flatMap { fd in
            prepare(fd, isIPv6: local.address.isIPv6)
            if let error = Sockets.bind(fd, to: local) {
                Glibc.close(fd)
                return .failure(error)
            }
            return Descriptor.watching(fd).map { descriptor in
                UDPSocket(descriptor, local: Endpoint.name(of: fd, getsockname) ?? local)
            }
        }
    }

    func send(_ bytes: [UInt8], to remote: Endpoint, hopLimit: UInt8?) async -> SendResult {
        guard remote.address.isIPv6 == local.address.isIPv6 else {
            return .failed(LocalError(.familyNotSupported, call: "sendto"))
        }
        let patience = SystemTime().now.adding(milliseconds: 1000)
        var isSecondTry = false
        while let fd = descriptor.fd {
            let count = remote.withSocketAddress { sd_send(fd, bytes, bytes.count, $0, $1, Int32(hopLimit ?? 0)) }
            if count >= 0 { return .sent }
            let code = errno
            if code == EINTR { continue }
            if code == EAGAIN {
                guard await descriptor.writable(until: patience) else {
                    return .failed(LocalError(.noBuffers, code: code, call: "sendto"))
                }
            } else if isSecondTry {
                return .failed(LocalError(code, in: "sendto", from: local.address, toward: remote))
            } else {
                // Perhaps the report of an earlier datagram: reading the queue clears it.
                isSecondTry = true
                drainErrors(fd)
            }
        }
        return .failed(LocalError(.closed, call: "sendto"))
    }

    func receive(until deadline: Instant) async -> DatagramEvent? {
        let event = await events.receive(until: deadline)
        if mayHoldMore { pump() }
        return event
    }

    func allowFragments() {
        guard let fd = descriptor.fd else { return }
        if local.address.isIPv6 {
            Sockets.set(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER, to: IPV6_PMTUDISC_DONT)
            Sockets.set(fd, IPPROTO_IPV6, IPV6_MTU, to: 1280)
        } else {
            Sockets.set(fd, IPPROTO_IP, IP_MTU_DISCOVER, to: IP_PMTUDISC_DONT)
        }
    }

    func close() {
        descriptor.close()
        events.close()
    }

    private static func prepare(_ fd: Int32, isIPv6: Bool) {
        ErrorQueue.enable(fd, isIPv6: isIPv6)
        if isIPv6 {
            Sockets.set(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, to: 1)
            Sockets.set(fd, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, to: 1)
        } else {
            Sockets.set(fd, IPPROTO_IP, IP_PKTINFO, to: 1)
            Sockets.set(fd, IPPROTO_IP, IP_RECVTTL, to: 1)
        }
        // The kernel gives less where net.core.rmem_max says so.
        Sockets.set(fd, Int(SOL_SOCKET), SO_RCVBUF, to: 4 << 20)
    }

    private func ready(_ readiness: Readiness) {
        if readiness.contains(.error), let fd = descriptor.fd { drainErrors(fd) }
        if !readiness.isDisjoint(with: .readable) {
            mayHoldMore = true
            pump()
        }
    }

    private func drainErrors(_ fd: Int32) {
        for error in ErrorQueue.drain(fd) { events.deliver(.icmp(error)) }
    }

    /// Reads until the kernel has no more; a long turn is continued after everybody else's.
    private func pump() {
        for _ in 0..<256 {
            guard mayHoldMore, !events.isFull, let fd = descriptor.fd else { return }
            read(fd)
        }
        _ = SystemTime().schedule(at: SystemTime().now) { [weak self] in self?.pump() }
    }

    private func read(_ fd: Int32) {
        let scratch = Reactor.shared.scratch
        var message = sd_message()
        let count = sd_receive(fd, scratch.baseAddress, scratch.count, 0, &message)
        if count < 0 {
            switch errno {
            case EINTR: return
            case EAGAIN: mayHoldMore = false
            default: drainErrors(fd)
            }
            return
        }
        guard let from = Endpoint(message.peer) else { return }
        let to = withUnsafeBytes(of: message.destination) {
            IPAddress(bytes: $0.prefix(Int(message.destination_length)))
        }
        events.deliver(
            .datagram(
                Datagram(
                    bytes: Array(UnsafeRawBufferPointer(rebasing: scratch[..<count])), from: from, to: to,
                    ttl: message.ttl >= 0 ? Int(message.ttl) : nil, at: SystemTime().now)))
    }
}
