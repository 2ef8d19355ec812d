import Glibc

/// The kernel's network.
@NetActor
package struct SystemNetwork: Network {
    package nonisolated var time: any TimeSource { SystemTime() }

    package nonisolated init() {}

    package func openDatagramSocket(at local: Endpoint) -> Result<any DatagramSocket, LocalError> {
        UDPSocket.open(at: local).map { $0 }
    }

    package func connect(
        to remote: Endpoint, from source: Endpoint?, hopLimit: UInt8?, until deadline: Instant
    ) async -> ConnectResult {
        switch ConnectionAttempt.begin(to: remote, from: source, hopLimit: hopLimit) {
        case .failure(let result): result.result
        case .success(let attempt): await attempt.finish(until: deadline)
        }
    }

    package func listen(at local: Endpoint, backlog: Int) -> Result<any StreamListener, LocalError> {
        TCPListener.open(at: local, backlog: backlog).map { $0 }
    }

    package func sourceAddress(toward remote: Endpoint) -> Result<IPAddress, LocalError> {
        askingRoute(toward: remote) { fd in
            guard let local = Endpoint.name(of: fd, getsockname) else {
                return .failure(LocalError(errno, in: "getsockname"))
            }
            return .success(local.address)
        }
    }

    package func pathMTU(toward remote: Endpoint) -> Int? {
        let isIPv6 = remote.address.isIPv6
        let asked: Result<Int, LocalError> = askingRoute(toward: remote) { fd in
            var mtu: Int32 = 0
            var length = socklen_t(MemoryLayout<Int32>.size)
            let level = Int32(isIPv6 ? IPPROTO_IPV6 : IPPROTO_IP)
            guard getsockopt(fd, level, isIPv6 ? IPV6_MTU : IP_MTU, &mtu, &length) == 0 else {
                return .failure(LocalError(errno, in: "getsockopt"))
            }
            return .success(Int(mtu))
        }
        return try? asked.get()
    }

    /// A datagram socket's connect() only asks the routing table.
    private func askingRoute<Value>(
        toward remote: Endpoint, _ read: (Int32) -> Result<Value, LocalError>
    ) -> Result<Value, LocalError> {
        Sockets.open(remote, SOCK_DGRAM).flatMap { fd in
            defer { close(fd) }
            // Port 0 would be refused.
            var target = remote
            if target.port == 0 { target.port = 9 }
            guard target.withSocketAddress({ Glibc.connect(fd, $0, $1) }) == 0 else {
                let source = remote.address.unspecified
                return .failure(LocalError(errno, in: "connect", from: source, toward: target))
            }
            return read(fd)
        }
    }

    package func interfaces() -> Result<[NetworkInterface], LocalError> {
        var list: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&list) == 0 else { return .failure(LocalError(errno, in: "getifaddrs")) }
        defer { freeifaddrs(list) }
        var interfaces: [NetworkInterface] = []
        for entry in sequence(first: list, next: { $0?.pointee.ifa_next }) {
            guard let entry = entry?.pointee, let name = entry.ifa_addr, let address = Endpoint(name)?.address else {
                continue
            }
            interfaces.append(
                NetworkInterface(
                    name: String(cString: entry.ifa_name), address: address,
                    isUp: entry.ifa_flags & UInt32(IFF_UP) != 0,
                    isLoopback: entry.ifa_flags & UInt32(IFF_LOOPBACK) != 0))
        }
        return .success(interfaces)
    }
}
