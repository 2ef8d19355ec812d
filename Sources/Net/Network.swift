/// Opens sockets: with `TimeSource` the seam to the world. `SystemNetwork` is the real one.
@NetActor
package protocol Network: Sendable {
    nonisolated var time: any TimeSource { get }

    /// - Parameter local: Where to bind. Port 0 takes a free one; an unspecified address leaves the choice to each send.
    func openDatagramSocket(at local: Endpoint) -> Result<any DatagramSocket, LocalError>

    /// - Parameters:
    ///   - source: Where to bind before connecting; nil leaves address and port to the kernel.
    ///   - hopLimit: The TTL or hop limit of all its packets, 1 to 255; nil: the system's.
    func connect(
        to remote: Endpoint, from source: Endpoint?, hopLimit: UInt8?, until deadline: Instant
    ) async -> ConnectResult

    /// - Parameter backlog: Connections that complete without being accepted; with 0 the kernel takes one
    ///   and lets every further SYN fall silently.
    func listen(at local: Endpoint, backlog: Int) -> Result<any StreamListener, LocalError>

    /// The address that packets to `remote` leave from; nothing is sent.
    func sourceAddress(toward remote: Endpoint) -> Result<IPAddress, LocalError>

    /// The largest packet, IP header included, that this host believes to get to `remote` whole; nothing is sent. Nil where
    /// it has no route.
    func pathMTU(toward remote: Endpoint) -> Int?

    /// One entry an address.
    func interfaces() -> Result<[NetworkInterface], LocalError>
}

extension Network {
    package func connect(
        to remote: Endpoint, from source: Endpoint?, until deadline: Instant
    ) async -> ConnectResult {
        await connect(to: remote, from: source, hopLimit: nil, until: deadline)
    }
}

/// An address of one of this machine's interfaces.
package struct NetworkInterface: Sendable, Hashable {
    package let name: String
    package let address: IPAddress
    package let isUp: Bool
    package let isLoopback: Bool

    package init(name: String, address: IPAddress, isUp: Bool, isLoopback: Bool) {
        self.name = name
        self.address = address
        self.isUp = isUp
        self.isLoopback = isLoopback
    }
}
