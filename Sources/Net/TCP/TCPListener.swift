import CShims
import Glibc

/// A listening TCP socket.
@NetActor
final class TCPListener: StreamListener {
    let local: Endpoint
    private let descriptor: Descriptor

    private init(_ descriptor: Descriptor, local: Endpoint) {
        self.descriptor = descriptor
        self.local = local
    }

    static func open(at local: Endpoint, backlog: Int) -> Result<TCPListener, LocalError> {
        Sockets.open(local, SOCK_STREAM).flatMap { fd in
            Sockets.set(fd, Int(SOL_SOCKET), SO_REUSEADDR, to: 1)
            var error = Sockets.bind(fd, to: local)
            if error == nil, Glibc.listen(fd, Int32(clamping: backlog)) != 0 { error = LocalError(errno, in: "listen") }
            if let error {
                Glibc.close(fd)
                return .failure(error)
            }
            return Descriptor.watching(fd).map { descriptor in
                TCPListener(descriptor, local: Endpoint.name(of: fd, getsockname) ?? local)
            }
        }
    }

    func accept(until deadline: Instant) async -> AcceptResult {
        while let fd = descriptor.fd {
            let accepted = sd_accept(fd)
            if accepted >= 0 {
                Sockets.set(accepted, IPPROTO_TCP, TCP_NODELAY, to: 1)
                guard let remote = Endpoint.name(of: accepted, getpeername) else {
                    // Gone already.
                    Glibc.close(accepted)
                    continue
                }
                switch Descriptor.watching(accepted) {
                case .success(let descriptor): return .accepted(TCPConnection(descriptor, remote: remote))
                case .failure(let error): return .failed(error)
                }
            }
            switch errno {
            case EINTR, ECONNABORTED: continue
            case EAGAIN:
                guard await descriptor.readable(until: deadline) else {
                    return descriptor.fd == nil ? .failed(LocalError(.closed, call: "accept")) : .timedOut
                }
            case let code: return .failed(LocalError(code, in: "accept"))
            }
        }
        return .failed(LocalError(.closed, call: "accept"))
    }

    func close() {
        descriptor.close()
    }
}
