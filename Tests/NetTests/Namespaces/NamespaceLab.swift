import Glibc
import Net
import Testing

@_silgen_name("setns") private func setns(_ fd: Int32, _ type: Int32) -> Int32
/// The type of a network namespace, which the Glibc module does not show.
private let cloneNewNet: Int32 = 0x4000_0000

/// A client, a router and a server, each in a network namespace of its own.
///
///     client fd77:1::2 ── fd77:1::1 router fd77:2::1 ── (MTU 1280) ── fd77:2::2 server
final class NamespaceLab: Sendable {
    enum Host: String, CaseIterable {
        case client = "c"
        case router = "r"
        case server = "s"
    }

    /// Why these tests cannot run, or nil.
    static let obstacle: String? = {
        if geteuid() != 0 { return "network namespaces need root" }
        if shell("command -v ip nft >/dev/null 2>&1") != 0 { return "ip or nft is not installed" }
        let probe = "sdnet\(getpid())-0c"
        if shell("ip netns add \(probe) >/dev/null 2>&1 && ip netns del \(probe)") != 0 {
            return "ip netns add is refused"
        }
        return nil
    }()

    private let prefix: String

    init() throws {
        // Names carry the process's id, so what a crash has left behind can be told from what is in use.
        prefix = "sdnet\(getpid())-\(UInt32.random(in: 1..<100_000_000))"
        do {
            try Self.run(Self.removeLeftovers)
            try Self.run(Self.topology, environment: "P=\(prefix)")
        } catch {
            remove()
            throw error
        }
    }

    deinit {
        remove()
    }

    /// Runs `body` on the reactor's thread while that is in the host's namespace: what it opens stays there.
    func run<Value: Sendable>(in host: Host, _ body: @NetActor () throws -> Value) async throws -> Value {
        try await NetActor.run {
            let home = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)
            let target = open("/var/run/netns/\(prefix)\(host.rawValue)", O_RDONLY | O_CLOEXEC)
            defer {
                close(home)
                close(target)
            }
            try #require(setns(target, cloneNewNet) == 0, "cannot enter the namespace: errno \(errno)")
            defer { precondition(setns(home, cloneNewNet) == 0, "cannot leave the namespace: errno \(errno)") }
            return try body()
        }
    }

    private func remove() {
        for host in Host.allCases { _ = shell("ip netns del \(prefix)\(host.rawValue) 2>/dev/null") }
    }

    private static func run(_ script: String, environment: String = "") throws {
        try #require(shell("\(environment)\nset -e\n\(script)") == 0, "the namespaces could not be built")
    }

    private static let removeLeftovers = """
        for name in $(ip netns list 2>/dev/null | grep -oE '^sdnet[0-9]+-[0-9]+[crs]'); do
            pid=${name#sdnet}; pid=${pid%%-*}
            [ -d /proc/$pid ] || ip netns del $name 2>/dev/null || true
        done
        """

    private static let topology = """
        for h in c r s; do
            ip netns add $P$h
            ip -n $P$h link set lo up
            ip netns exec $P$h sysctl -qw net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0 \\
                net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0
        done
        ip netns exec ${P}r sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
        ip -n ${P}c link add eth0 type veth peer name eth0 netns ${P}r
        ip -n ${P}s link add eth0 type veth peer name eth1 netns ${P}r
        link() { ip -n $P$1 addr add $3 dev $2; ip -n $P$1 addr add $4 dev $2 nodad; ip -n $P$1 link set $2 up; }
        link c eth0 10.77.1.2/24 fd77:1::2/64
        link r eth0 10.77.1.1/24 fd77:1::1/64
        link r eth1 10.77.2.1/24 fd77:2::1/64
        link s eth0 10.77.2.2/24 fd77:2::2/64
        ip -n ${P}r link set eth1 mtu 1280
        ip -n ${P}s link set eth0 mtu 1280
        ip -n ${P}s route add 10.77.0.0/16 via 10.77.2.1
        ip -n ${P}s route add fd77::/16 via fd77:2::1
        # 10.77.3.0 leads to the router, which knows no further.
        for net in 10.77.2.0/24 10.77.3.0/24; do ip -n ${P}c route add $net via 10.77.1.1; done
        for net in fd77:2::/64 fd77:3::/64; do ip -n ${P}c route add $net via fd77:1::1; done
        for kind in 1:unreachable 2:prohibit 3:blackhole; do
            ip -n ${P}c route add ${kind#*:} 10.77.9.${kind%:*}
            ip -n ${P}c route add ${kind#*:} fd77:9::${kind%:*}
        done
        ip netns exec ${P}r nft -f - <<RULES
        table inet lab {
            chain forward {
                type filter hook forward priority 0
                meta l4proto { tcp, udp } th dport 5001 drop
                meta l4proto { tcp, udp } th dport 5002 reject with icmpx port-unreachable
                meta l4proto { tcp, udp } th dport 5003 reject with icmpx admin-prohibited
                tcp dport 5004 reject with tcp reset
                meta l4proto { tcp, udp } th dport 5005 reject with icmpx no-route
            }
        }
        RULES
        ip netns exec ${P}c nft -f - <<RULES
        table inet lab {
            chain output {
                type filter hook output priority 0
                meta l4proto { tcp, udp } th dport 5006 drop
            }
        }
        RULES
        # The kernel takes up to a second to believe in a carrier, and drops packets until then.
        up() { ip -n $P$1 -o link show $2 2>/dev/null | grep -q 'state UP'; }
        for try in $(seq 100); do
            up c eth0 && up r eth0 && up r eth1 && up s eth0 && exit 0
            sleep 0.05
        done
        exit 1
        """
}

/// The command's exit status. Not system(3): that has the whole process ignore SIGINT meanwhile, `SignalTests` included.
private func shell(_ script: String) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(script), nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return -1 }
    var status: Int32 = -1
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
}

extension Family {
    func address(_ v4: String, _ v6: String) throws -> IPAddress {
        try #require(IPAddress(self == .v4 ? v4 : v6))
    }

    var client: IPAddress { get throws { try address("10.77.1.2", "fd77:1::2") } }
    var router: IPAddress { get throws { try address("10.77.1.1", "fd77:1::1") } }
    var server: IPAddress { get throws { try address("10.77.2.2", "fd77:2::2") } }
    /// Nobody has this address on the client's own link.
    var absentOnLink: IPAddress { get throws { try address("10.77.1.99", "fd77:1::99") } }
    var absentBehindRouter: IPAddress { get throws { try address("10.77.2.99", "fd77:2::99") } }
    /// The router has no route.
    var unknownToRouter: IPAddress { get throws { try address("10.77.3.1", "fd77:3::1") } }
    var withoutRoute: IPAddress { get throws { try address("198.51.100.1", "2001:db8::1") } }
    /// Routes of the types unreachable, prohibit and blackhole, in this order.
    func routeType(_ number: Int) throws -> IPAddress { try address("10.77.9.\(number)", "fd77:9::\(number)") }
}
