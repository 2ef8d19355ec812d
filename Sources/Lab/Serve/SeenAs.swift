package import Net

/// The address that a server claims to see in the place of the client's own, as if a NAT stood between them.
package struct SeenAs: Sendable, Hashable {
    package var address: IPAddress
    /// Nil: the client's own port, as a NAT that preserves ports has it.
    package var port: UInt16?

    package init(_ address: IPAddress, port: UInt16? = nil) {
        self.address = address
        self.port = port
    }

    func mapping(of source: Endpoint) -> Endpoint {
        Endpoint(address, port: port ?? source.port)
    }
}
