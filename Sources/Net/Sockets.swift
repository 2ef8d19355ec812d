import Glibc

/// What every kind of socket begins with.
enum Sockets {
    /// A non-blocking socket of the endpoint's family; an IPv6 one never carries IPv4.
    static func open(_ endpoint: Endpoint, _ type: __socket_type) -> Result<Int32, LocalError> {
        let flags = SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let fd = socket(endpoint.family, Int32(type.rawValue | flags), 0)
        guard fd >= 0 else { return .failure(LocalError(errno, in: "socket")) }
        if endpoint.address.isIPv6 { set(fd, IPPROTO_IPV6, IPV6_V6ONLY, to: 1) }
        return .success(fd)
    }

    /// Nil on success.
    static func bind(_ fd: Int32, to local: Endpoint) -> LocalError? {
        local.withSocketAddress { Glibc.bind(fd, $0, $1) } == 0 ? nil : LocalError(errno, in: "bind")
    }

    /// The pending error (SO_ERROR), which reading clears; 0 without one.
    static func takeError(of fd: Int32) -> Int32 {
        var code: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(fd, SOL_SOCKET, SO_ERROR, &code, &length)
        return code
    }

    /// The TTL (IPv6: hop limit) of everything that the socket sends.
    static func set(_ fd: Int32, hopLimit: UInt8, isIPv6: Bool) {
        if isIPv6 {
            set(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, to: Int32(hopLimit))
        } else {
            set(fd, IPPROTO_IP, IP_TTL, to: Int32(hopLimit))
        }
    }

    /// setsockopt(2) with an integer. Failure is of no consequence for the options used here: they tune or report.
    static func set(_ fd: Int32, _ level: Int, _ name: Int32, to value: Int32) {
        var value = value
        setsockopt(fd, Int32(level), name, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
